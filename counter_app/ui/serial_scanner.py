"""A scanner at a serial port (USB-COM): raw UTF-8, no keyboard between, found again after it was unplugged.

Loaded only where a port is chosen in the settings of this PC.
"""

from PySide6.QtCore import QByteArray, QIODevice, QObject, QTimer, Signal
from PySide6.QtSerialPort import QSerialPort, QSerialPortInfo

#: So often it is tried to open a port that is not there.
RETRY_MS = 2_000
#: A scanner that sends nothing behind a code is done after so long a silence.
SILENCE_MS = 60
#: No code is longer; what comes beyond it, up to the next end of a line, is noise.
LONGEST = 4_000

_ENDS = b"\r\n\x03"
_BAUD = 9600


class SerialScanner(QObject):
    """Reads lines from the port: ``arrived(text)`` for each; ``state_changed(open)`` as it comes and goes."""

    arrived = Signal(str)
    state_changed = Signal(bool)

    def __init__(self, port: str, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.port = port
        self.is_open = False
        self._line = bytearray()
        self._device = QSerialPort(self)
        self._device.setPortName(port)
        self._device.setBaudRate(_BAUD)
        self._device.readyRead.connect(self._read)
        self._device.errorOccurred.connect(self._failed)
        self._silence = QTimer(self)
        self._silence.setSingleShot(True)
        self._silence.setInterval(SILENCE_MS)
        self._silence.timeout.connect(self._ended)
        self._retry = QTimer(self)
        self._retry.setInterval(RETRY_MS)
        self._retry.timeout.connect(self.open)

    def open(self) -> None:
        """Open the port, or try again later."""
        if self._device.isOpen():
            return
        opened = self._device.open(QIODevice.OpenModeFlag.ReadWrite)
        if opened:
            self._retry.stop()
            self._device.setDataTerminalReady(True)  # some scanners send nothing before
        else:
            self._retry.start()
        self._tell(open_now=opened)

    def close(self) -> None:
        """Let go of the port and try no more."""
        self._retry.stop()
        self._silence.stop()
        self._device.close()
        self._tell(open_now=False)

    def _tell(self, *, open_now: bool) -> None:
        if open_now != self.is_open:
            self.is_open = open_now
            self.state_changed.emit(open_now)

    def _failed(self, error: QSerialPort.SerialPortError) -> None:
        """Unplugged: Qt says so and still calls the port open."""
        if error is QSerialPort.SerialPortError.ResourceError:
            self._line.clear()
            self._device.close()
            self._retry.start()
            self._tell(open_now=False)

    def _read(self) -> None:
        for one in bytes(QByteArray(self._device.readAll()).data()):
            if one in _ENDS:
                self._ended()
            elif len(self._line) < LONGEST:
                self._line.append(one)
        if self._line:
            self._silence.start()

    def _ended(self) -> None:
        """A line is whole, or nothing more came: what can be read of it is a scan, noise is nothing."""
        self._silence.stop()
        line, self._line = bytes(self._line), bytearray()
        if text := legible(line):
            self.arrived.emit(text)


def legible(line: bytes) -> str:
    """The text of a line as scanners send it; empty for noise, which most of it cannot be shown."""
    text = line.decode("utf-8", errors="replace").strip("\0\x02 \t\ufeff")
    strange = sum(one == "\ufffd" or not one.isprintable() for one in text)
    return "" if strange * 4 > len(text) else text


def port_names() -> tuple[str, ...]:
    """The serial ports of this PC."""
    return tuple(one.portName() for one in QSerialPortInfo.availablePorts())
