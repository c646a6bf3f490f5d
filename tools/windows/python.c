/* python.exe of the building prefix. Never shipped. */
#include <wchar.h>
__declspec(dllimport) int Py_Main(int, wchar_t **);
int wmain(int c, wchar_t **v) { return Py_Main(c, v); }
