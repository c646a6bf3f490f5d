/* python3.dll is made of forwarders to python311.dll alone. */
int __stdcall DllMain(void *h, unsigned long r, void *p) { return 1; }
