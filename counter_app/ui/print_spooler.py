"""The jobs of a printer as the spooler of Windows lists them (winspool.drv, EnumJobs)."""

import ctypes
import struct
import sys
from typing import Any

#: More jobs than this are not asked for: what matters is among the first.
_MOST = 500

_POINTER = struct.calcsize("P")
#: ``JOB_INFO_1W``: a number, six texts, a status, four more numbers, a moment of eight words.
_TEXTS_AT = _POINTER
_TITLE = 3
_STATUS_AT = _TEXTS_AT + 6 * _POINTER
_SIZE = _STATUS_AT + 5 * 4 + 8 * 2
ROW_SIZE = -(-_SIZE // _POINTER) * _POINTER


def parsed(buffer: bytes, count: int, text_at: Any) -> list[tuple[int, str, int]]:
    """Number, title and status of each of the ``count`` rows of ``JOB_INFO_1W`` in ``buffer``.

    ``text_at(address)`` reads the text that a row points to.
    """
    rows = []
    for n in range(count):
        start = n * ROW_SIZE
        (number,) = struct.unpack_from("<I", buffer, start)
        (title,) = struct.unpack_from(
            "<Q" if _POINTER == 8 else "<I", buffer, start + _TEXTS_AT + _TITLE * _POINTER
        )
        (status,) = struct.unpack_from("<I", buffer, start + _STATUS_AT)
        rows.append((number, text_at(title) if title else "", status))
    return rows


if sys.platform == "win32":
    from ctypes import wintypes

    def _library() -> Any:
        library = ctypes.WinDLL("winspool.drv", use_last_error=True)
        library.OpenPrinterW.argtypes = (wintypes.LPWSTR, ctypes.POINTER(wintypes.HANDLE), ctypes.c_void_p)
        library.OpenPrinterW.restype = wintypes.BOOL
        library.EnumJobsW.argtypes = (
            wintypes.HANDLE,
            wintypes.DWORD,
            wintypes.DWORD,
            wintypes.DWORD,
            ctypes.c_void_p,
            wintypes.DWORD,
            ctypes.POINTER(wintypes.DWORD),
            ctypes.POINTER(wintypes.DWORD),
        )
        library.EnumJobsW.restype = wintypes.BOOL
        library.ClosePrinter.argtypes = (wintypes.HANDLE,)
        library.ClosePrinter.restype = wintypes.BOOL
        return library

    def jobs(printer: str) -> list[tuple[int, str, int]] | None:
        """Number, title and status of the jobs of ``printer``; None where the spooler does not tell."""
        library = _library()
        handle = wintypes.HANDLE()
        if not library.OpenPrinterW(printer, ctypes.byref(handle), None):
            return None
        try:
            needed, count = wintypes.DWORD(), wintypes.DWORD()
            library.EnumJobsW(handle, 0, _MOST, 1, None, 0, ctypes.byref(needed), ctypes.byref(count))
            if not needed.value:
                return []
            # More may have come meanwhile: room for some of them, too.
            room = needed.value + 8 * ROW_SIZE
            buffer = ctypes.create_string_buffer(room)
            if not library.EnumJobsW(
                handle, 0, _MOST, 1, buffer, room, ctypes.byref(needed), ctypes.byref(count)
            ):
                return None
            return parsed(buffer.raw, count.value, ctypes.wstring_at)
        finally:
            library.ClosePrinter(handle)
