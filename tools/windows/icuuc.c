/* Stands in for icuuc.dll, which Windows 10 has and Wine 8 lacks. Never shipped.

   Qt asks it for character sets other than UTF-8 only; it answers that there are none. */
typedef int Code;
typedef void Any;
#define API __declspec(dllexport)
API Any UCNV_FROM_U_CALLBACK_SUBSTITUTE(Any) {}
API Any UCNV_TO_U_CALLBACK_SUBSTITUTE(Any) {}
API Any ucnv_cbFromUWriteUChars(Any) {}
API Any ucnv_cbToUWriteUChars(Any) {}
API Any ucnv_close(Any *c) {}
API int ucnv_countAvailable(Any) { return 0; }
API int ucnv_fromUCountPending(Any *c, Code *e) { return 0; }
API int ucnv_toUCountPending(Any *c, Code *e) { return 0; }
API Any ucnv_fromUnicode(Any) {}
API Any ucnv_toUnicode(Any) {}
API const char *ucnv_getAvailableName(int n) { return 0; }
API Any ucnv_getFromUCallBack(Any) {}
API Any ucnv_getToUCallBack(Any) {}
API signed char ucnv_getMaxCharSize(Any *c) { return 1; }
API const char *ucnv_getName(Any *c, Code *e) { if (e) *e = 1; return 0; }
API const char *ucnv_getStandardName(const char *n, const char *s, Code *e) { if (e) *e = 1; return 0; }
API Any *ucnv_open(const char *n, Code *e) { if (e) *e = 4; return 0; }
API Any ucnv_reset(Any *c) {}
API Any ucnv_setFromUCallBack(Any) {}
API Any ucnv_setToUCallBack(Any) {}
int __stdcall DllMain(void *h, unsigned long r, void *p) { return 1; }
