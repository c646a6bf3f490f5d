"""The start of a desk on its own file loads no driver of a server, whatever is installed."""

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


def test_a_file_is_opened_without_the_driver_of_a_server(tmp_path: Path) -> None:
    program = (
        "import sys; from pathlib import Path; from counter_app.services import desk; "
        "from counter_app.models import base; base.open_database(Path(sys.argv[1])); base.close_database(); "
        "print([name for name in sys.modules if name.startswith(('psycopg', 'pymysql', 'MySQLdb'))])"
    )
    said = subprocess.run(
        [sys.executable, "-c", program, str(tmp_path / "counter.sqlite3")],
        cwd=ROOT, check=True, capture_output=True, text=True,
    )  # fmt: skip
    assert said.stdout.strip() == "[]"


def test_without_the_driver_a_server_is_refused_with_the_way_to_it(tmp_path: Path) -> None:
    program = (
        "import sys; sys.modules['psycopg'] = None; from counter_app import cli; "
        "where = ['--home', sys.argv[1], '--database', 'postgresql://x/y']; "
        "sys.exit(cli.main([*where, '--lang', 'en', 'check']))"
    )
    said = subprocess.run(
        [sys.executable, "-c", program, str(tmp_path)], cwd=ROOT, check=False, capture_output=True, text=True
    )
    assert (said.returncode, said.stdout) == (1, "")
    assert "counter-app[postgres]" in said.stderr
    assert len(said.stderr.splitlines()) == 1
