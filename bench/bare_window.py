"""The least that a program with a window can be: a table in a window. Frozen, the baseline of the start."""

import sys

from PySide6.QtWidgets import QApplication, QMainWindow, QTableWidget, QTableWidgetItem

app = QApplication(sys.argv)
window = QMainWindow()
table = QTableWidget(20, 6)
for row in range(20):
    for column in range(6):
        table.setItem(row, column, QTableWidgetItem(f"{row} {column}"))
window.setCentralWidget(table)
window.setWindowTitle("bare")
window.resize(640, 640)
window.show()
app.exec()
