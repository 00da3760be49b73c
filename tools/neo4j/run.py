#!/usr/bin/env python3
"""Starts a real Neo4j with neither Docker nor an installation: the kernel's own jars, Bolt on loopback.

    python3 tools/neo4j/run.py --fetch              gets the jars by Maven (once, about 125 MB)
    NEO4J_PASSWORD=... python3 tools/neo4j/run.py   starts, prints `ready bolt://127.0.0.1:7687`, stops on SIGTERM

The password belongs to the home folder from its first start; the user is `neo4j`. There is Bolt and no Neo4j Browser.
"""

import argparse
import os
import shutil
import socket
import subprocess
import sys
import tempfile
from pathlib import Path

HERE = Path(__file__).resolve().parent
CACHE = HERE.parents[1] / ".cache" / "neo4j"
POM = HERE / "pom.xml"


def main() -> None:
    """Reads the command line and does what it says."""
    options = parse(sys.argv[1:])
    if options.fetch:
        fetch(options.jars)
    else:
        start(options)


def parse(arguments: list[str]) -> argparse.Namespace:
    """The command line as values."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    jars = Path(os.environ.get("EAGRAPH_NEO4J_JARS") or CACHE / "jars")
    parser.add_argument("--fetch", action="store_true", help="get the jars and stop")
    parser.add_argument("--jars", type=Path, default=jars, help="folder of the jars (EAGRAPH_NEO4J_JARS; %(default)s)")
    parser.add_argument("--home", type=Path, default=CACHE / "home", help="folder of the data (%(default)s)")
    parser.add_argument("--port", type=int, default=7687, help="Bolt's port, 0 for any free one (%(default)s)")
    parser.add_argument("--heap", default="1g", help="the most memory for Java's heap (%(default)s)")
    parser.add_argument("--env-file", type=Path, help="where NEO4J_PASSWORD may stand, if not in the environment")
    parser.add_argument("--no-auth", action="store_true", help="ask for no password")
    parser.add_argument("--with-parent", action="store_true", help="stop when the starting process ends")
    return parser.parse_args(arguments)


def fetch(jars: Path) -> None:
    """Copies the jars that pom.xml names to a folder; does nothing when they are there."""
    if is_fetched(jars):
        return
    maven = shutil.which("mvn")
    if not maven:
        sys.exit("Neo4j's jars are got by Maven, and there is no `mvn` here: install Maven, or start Neo4j in Docker.")
    jars.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=jars.parent) as fresh:
        goal = ["dependency:copy-dependencies", "-DincludeScope=runtime", f"-DoutputDirectory={fresh}"]
        command = [maven, "-B", "-q", "-ntp", "-f", str(POM), *goal]
        said = subprocess.run(command, check=False, capture_output=True, text=True)
        if said.returncode:
            sys.exit(f"Maven could not get Neo4j's jars:\n{said.stdout}{said.stderr}")
        for old in jars.glob("*.jar"):
            old.unlink()
        for jar in Path(fresh).glob("*.jar"):
            jar.replace(jars / jar.name)
    shutil.copy(POM, jars)


def is_fetched(jars: Path) -> bool:
    """Whether the folder holds the jars of this very pom.xml."""
    copy = jars / POM.name
    return copy.exists() and copy.read_bytes() == POM.read_bytes()


def start(options: argparse.Namespace) -> None:
    """Becomes the server: this process turns into Java's, so that its signals are the server's."""
    if not is_fetched(options.jars):
        sys.exit(f"There are no Neo4j jars in {options.jars}; type: python3 {sys.argv[0]} --fetch")
    if not shutil.which("java"):
        sys.exit("Neo4j 5.26 runs on a JDK of version 17 or 21, and there is no `java` here.")
    environment = dict(os.environ, LC_ALL="C.UTF-8")
    environment.pop("NEO4J_PASSWORD", None)
    if not options.no_auth:
        environment["NEO4J_PASSWORD"] = password(options.env_file)
    options.home.mkdir(parents=True, exist_ok=True)
    port = options.port or free_port()
    server = [str(HERE / "Server.java"), str(options.home), str(port), *["--with-parent"] * options.with_parent]
    flags = [f"-Xmx{options.heap}", "-XX:+UseSerialGC", "-XX:+ExitOnOutOfMemoryError"]
    os.execvpe("java", ["java", *flags, "-cp", f"{options.jars}/*", *server], environment)


def password(env_file: Path | None) -> str:
    """The password from the environment or the file; none, a short one and the default are refused."""
    found = os.environ.get("NEO4J_PASSWORD", "")
    if not found and env_file and env_file.exists():
        pairs = (line.partition("=") for line in env_file.read_text("utf-8").splitlines())
        found = next((value.strip().strip("'\"") for name, _, value in pairs if name.strip() == "NEO4J_PASSWORD"), "")
    if len(found) < 8:
        sys.exit(
            "NEO4J_PASSWORD is missing, Neo4j's default or shorter than 8 characters.\n"
            "Set one of your own in the environment or in .env (cp .env.example .env)."
        )
    return found


def free_port() -> int:
    """A port that nobody listens on just now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


if __name__ == "__main__":
    main()
