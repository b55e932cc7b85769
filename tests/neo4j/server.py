"""A real Neo4j Community server of one's own: started in a folder that goes with it.

    python -m tests.neo4j.server jars                fetch it (Java 17 or later and Maven)
    python -m tests.neo4j.server start [--no-auth]   run it until Ctrl-C
    python -m tests.neo4j.server run [--no-auth] COMMAND…
                                                     run a command that finds it in NEO4J_URI,
                                                     NEO4J_USERNAME and NEO4J_PASSWORD

It listens on a free port of the loopback address, takes 512 MB of heap and sends no reports.
"""

from __future__ import annotations

import argparse
import os
import re
import secrets
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

POM = Path(__file__).with_name("pom.xml")
CLASSPATH = Path(__file__).parents[2] / ".neo4j" / "classpath"
HOW = "`make neo4j-jars` fetches a server (Java 17 or later and Maven), NEO4J_URI names another"

_JAVA = 17  # oldest that Neo4j 5.26 runs on
_WAIT = 120.0  # seconds until Bolt must answer; five are usual
_TRIES = 3  # a free port can be taken by another before the server has it

_SETTINGS = """\
server.default_listen_address=127.0.0.1
server.bolt.listen_address=127.0.0.1:{port}
server.bolt.advertised_address=127.0.0.1:{port}
server.http.enabled=false
server.https.enabled=false
server.memory.pagecache.size=128m
server.directories.import=import
db.tx_log.preallocate=false
db.tx_log.rotation.retention_policy=1 files
dbms.usage_report.enabled=false
dbms.security.auth_enabled={auth}
"""
_OPENED = ("java.nio", "java.io", "sun.nio.ch", "java.util.concurrent", "java.lang")


class NoServerError(Exception):
    """There is no server to be had; the message says why in one line."""


@dataclass(frozen=True)
class Server:
    """A server that answers.

    Attributes:
        home: its folder, with `import/` for LOAD CSV; None where it is not ours.
        password: None where it asks for none.
    """

    url: str
    username: str | None
    password: str | None
    home: Path | None = None

    @property
    def environment(self) -> dict[str, str]:
        """What a command needs to find it and sign in."""
        found = {"NEO4J_URI": self.url}
        if self.username is not None and self.password is not None:
            found |= {"NEO4J_USERNAME": self.username, "NEO4J_PASSWORD": self.password}
        return found

    def driver(self) -> Any:
        """A driver of it, to be closed by the caller."""
        import neo4j

        auth = (self.username or "neo4j", self.password) if self.password is not None else None
        return neo4j.GraphDatabase.driver(
            self.url, auth=auth, notifications_min_severity=neo4j.NotificationMinimumSeverity.OFF
        )

    def empty(self) -> bool:
        """Whether its database holds no nodes."""
        with self.driver() as driver:
            records, _, _ = driver.execute_query("MATCH (n) RETURN n.key AS key LIMIT 1")
            return not records

    def wipe(self) -> None:
        """Take everything out of its database, constraints and indexes as well."""
        with self.driver() as driver, driver.session() as session:
            session.run(
                "MATCH (n) CALL { WITH n DETACH DELETE n } IN TRANSACTIONS OF 10000 ROWS"
            ).consume()
            for row in list(session.run("SHOW CONSTRAINTS YIELD name")):
                session.run(f"DROP CONSTRAINT `{row['name']}`").consume()
            for row in list(session.run("SHOW INDEXES YIELD name, type WHERE type <> 'LOOKUP'")):
                session.run(f"DROP INDEX `{row['name']}`").consume()


def given(environ: Mapping[str, str] = os.environ) -> Server | None:
    """The server that the environment names."""
    url = environ.get("NEO4J_URI")
    if not url:
        return None
    return Server(url, environ.get("NEO4J_USERNAME"), environ.get("NEO4J_PASSWORD"))


@contextmanager
def started(
    *, auth: bool = True, settings: str = "", imported: Path | None = None
) -> Iterator[Server]:
    """A new server, stopped and removed at the end.

    Args:
        settings: lines of neo4j.conf beside the usual ones.
        imported: folder with an `import.args` that neo4j-admin fills the database from; it is
            empty otherwise.

    Raises:
        NoServerError: Java or the jars are missing, or it does not start.
    """
    java, jars = _java(), _jars()
    home = Path(tempfile.mkdtemp(prefix="minutegraph-neo4j-"))
    process = None
    try:
        if imported is not None:
            _import(java, jars, home, imported)
        for _ in range(_TRIES):
            port = _free_port()
            process = _launch(java, jars, home, port, auth, settings)
            if _answers(process, port, auth=auth):
                break
            _stop(process)
        else:
            raise NoServerError(f"Neo4j does not start: {_last_words(home)}")
        yield _signed_in(port, home, auth=auth)
    finally:
        if process is not None:
            _stop(process)
        shutil.rmtree(home, ignore_errors=True)


def fetch() -> None:
    """Have Maven fetch the server's jars, and note where they are.

    Raises:
        NoServerError: there is no Maven, or it cannot.
    """
    _java()
    maven = shutil.which("mvn")
    if maven is None:
        raise NoServerError("no Maven: install it (Debian: apt install maven)")
    CLASSPATH.parent.mkdir(exist_ok=True)
    goal = ["dependency:build-classpath", "-DincludeScope=runtime"]
    run = subprocess.run(
        [maven, "-q", "-B", "-f", POM, *goal, f"-Dmdep.outputFile={CLASSPATH}"],
        check=False,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
    )
    if run.returncode:
        raise NoServerError(f"Maven cannot fetch Neo4j:\n{run.stdout}")


def _jars() -> str:
    if CLASSPATH.exists():
        jars = CLASSPATH.read_text("utf-8").strip()
        if all(Path(jar).exists() for jar in jars.split(os.pathsep)):
            return jars
    raise NoServerError(f"its jars are not here: {HOW}")


def _java() -> str:
    """A Java that is new enough: JAVA_HOME's, else the path's."""
    home = os.environ.get("JAVA_HOME")
    java = shutil.which("java", path=f"{home}/bin" if home else None)
    if java is None:
        raise NoServerError(f"no Java for Neo4j: install {_JAVA} or later; {HOW}")
    run = subprocess.run([java, "-version"], check=False, capture_output=True, encoding="utf-8")
    version = re.search(r'version "(\d+)', run.stderr)
    if version is None or int(version[1]) < _JAVA:
        raise NoServerError(f"{java} is too old for Neo4j: install Java {_JAVA} or later; {HOW}")
    return java


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def _launch(
    java: str, jars: str, home: Path, port: int, auth: bool, settings: str
) -> subprocess.Popen[bytes]:
    config = home / "conf"
    for folder in (config, home / "import"):
        folder.mkdir(exist_ok=True)
    usual = _SETTINGS.format(port=port, auth=str(auth).lower())
    (config / "neo4j.conf").write_text(usual + settings, "utf-8")
    command = [*_command(java, jars), "org.neo4j.server.CommunityEntryPoint"]
    with (home / "output").open("wb") as output:
        return subprocess.Popen(
            [*command, f"--home-dir={home}", f"--config-dir={config}"],
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT,
            cwd=home,
            start_new_session=True,  # so that a Ctrl-C is ours to handle
        )


def _command(java: str, jars: str) -> list[str]:
    command = [java, "-Xms128m", "-Xmx512m", "-XX:+UseSerialGC", "-Dlog4j2.disable.jmx=true"]
    command += [f"--add-opens=java.base/{package}=ALL-UNNAMED" for package in _OPENED]
    return [*command, "-cp", jars]


def _import(java: str, jars: str, home: Path, folder: Path) -> None:
    """What `neo4j-admin database import full` does, which Maven has without its script."""
    (home / "conf").mkdir()
    (home / "conf" / "neo4j.conf").touch()
    words = "org.neo4j.cli.AdminTool database import full neo4j @import.args".split()
    run = subprocess.run(
        [*_command(java, jars), *words],
        check=False,
        cwd=folder,
        env={**os.environ, "NEO4J_HOME": str(home), "NEO4J_CONF": str(home / "conf")},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
    )
    assert run.returncode == 0, run.stdout


def _answers(process: subprocess.Popen[bytes], port: int, *, auth: bool) -> bool:
    """Wait until the server answers over Bolt; False where it ended instead."""
    from neo4j.exceptions import DriverError, Neo4jError

    deadline = time.monotonic() + _WAIT
    password = "neo4j" if auth else None
    while time.monotonic() < deadline and process.poll() is None:
        with Server(f"bolt://127.0.0.1:{port}", "neo4j", password).driver() as driver:
            try:
                # The system's database: no other opens before the first password is changed.
                with driver.session(database="system") as session:
                    session.run("SHOW DATABASES").consume()
                return True
            except Neo4jError as error:
                if error.code == "Neo.ClientError.Security.CredentialsExpired":
                    return True
            except (DriverError, OSError):
                pass
        time.sleep(0.1)
    return False


def _signed_in(port: int, home: Path, *, auth: bool) -> Server:
    url = f"neo4j://127.0.0.1:{port}"
    if not auth:
        return Server(url, None, None, home)
    password = secrets.token_urlsafe(12)
    with Server(url, "neo4j", "neo4j").driver() as driver:
        driver.execute_query(
            "ALTER CURRENT USER SET PASSWORD FROM $old TO $new",
            old="neo4j",
            new=password,
            database_="system",
        )
    return Server(url, "neo4j", password, home)


def _stop(process: subprocess.Popen[bytes]) -> None:
    """At once: what it holds goes with its folder, and a clean stop takes ten seconds."""
    process.kill()
    process.wait()


def _last_words(home: Path) -> str:
    lines = (home / "output").read_text("utf-8", errors="replace").splitlines()
    return " | ".join(lines[-5:]) or "it says nothing"


def main() -> int:
    """The command line of this module."""
    parser = argparse.ArgumentParser(prog="python -m tests.neo4j.server")
    verbs = parser.add_subparsers(dest="verb", required=True)
    verbs.add_parser("jars", help="fetch the server")
    for verb, about in (("start", "run it until Ctrl-C"), ("run", "run a command beside it")):
        sub = verbs.add_parser(verb, help=about)
        sub.add_argument("--no-auth", action="store_true", help="without authentication")
        if verb == "run":
            sub.add_argument("command", nargs=argparse.REMAINDER)
    options = parser.parse_args()
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    try:
        if options.verb == "jars":
            fetch()
            return 0
        with started(auth=not options.no_auth) as server:
            if options.verb == "run":
                environment = {**os.environ, **server.environment}
                return subprocess.run(options.command, check=False, env=environment).returncode
            print("Neo4j answers; for a shell of yours:\n")
            for name, value in server.environment.items():
                print(f"  export {name}={value}")
            print(f"\nCtrl-C or `kill {os.getpid()}` stops it; its data goes with it.", flush=True)
            signal.pause()
    except NoServerError as error:
        print(f"Error: {error}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        return 130
    return 0


if __name__ == "__main__":
    sys.exit(main())
