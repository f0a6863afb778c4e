"""Apache with mod_dav on loopback, for tests: see README.md beside it."""
import argparse
import os
import pathlib
import pwd
import shutil
import socket
import subprocess
import sys
import tempfile

APACHE = "/usr/sbin/apache2"
MODULES = "/usr/lib/apache2/modules"
# Another process may take a free port between the look and the start.
TRIES = 5

CONFIGURATION = """
ServerRoot {work}
ServerName 127.0.0.1
Listen 127.0.0.1:{port}
PidFile {work}/pid
ErrorLog {work}/errors
LogLevel warn
{modules}
{user}
StartServers 1
ThreadsPerChild 8
MaxRequestWorkers 8
ServerLimit 1
KeepAliveTimeout 2
TypesConfig /dev/null
DocumentRoot {root}
DavLockDB {work}/locks/db
FileETag MTime Size
<Directory />
  AllowOverride None
  Require all denied
</Directory>
Alias /dav {root}
<Directory {root}>
  Dav On
  {access}
</Directory>
"""


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def access(options: argparse.Namespace, work: pathlib.Path) -> str:
    """Who is let in: everybody, or the one user, by the scheme that was asked for."""
    if not options.user:
        return "Require all granted"
    words = work / "passwords"
    scheme = "Digest" if options.digest else "Basic"
    if options.digest:
        import hashlib
        secret = hashlib.md5(f"{options.user}:arkiv:{options.password}".encode()).hexdigest()
        words.write_text(f"{options.user}:arkiv:{secret}\n")
    else:
        salted = subprocess.run(["openssl", "passwd", "-apr1", options.password], check=True, capture_output=True, text=True).stdout.strip()
        words.write_text(f"{options.user}:{salted}\n")
    words.chmod(0o644)
    return f'AuthType {scheme}\n  AuthName arkiv\n  Auth{scheme}Provider file\n  AuthUserFile {words}\n  Require valid-user'


def start(options: argparse.Namespace, work: pathlib.Path) -> tuple[subprocess.Popen[bytes], int]:
    names = ["mpm_event", "authn_core", "authn_file", "authz_core", "authz_user", "auth_basic", "auth_digest", "alias", "mime", "dav", "dav_fs"]
    # Apache does not serve as root: its worker becomes this user, who must be able to write.
    is_root = os.geteuid() == 0
    for _ in range(TRIES):
        port = free_port()
        (work / "configuration").write_text(CONFIGURATION.format(
            work=work, port=port, root=options.root, access=access(options, work),
            modules="\n".join(f"LoadModule {name}_module {MODULES}/mod_{name}.so" for name in names),
            user="User www-data\nGroup www-data" if is_root else ""))
        server = subprocess.Popen([APACHE, "-DFOREGROUND", "-f", str(work / "configuration")], stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL)
        while server.poll() is None:
            with socket.socket() as knock:
                # Connections wait in line from the moment it listens.
                if knock.connect_ex(("127.0.0.1", port)) == 0:
                    return server, port
    raise SystemExit("webdav_server: apache2 does not start\n" + (work / "errors").read_text() if (work / "errors").exists() else "")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--root", required=True, help="folder that is served; made where it is missing")
    parser.add_argument("--copy", help="folder whose content is copied there first")
    parser.add_argument("--user", default="", help="only user that is let in")
    parser.add_argument("--password", default="")
    parser.add_argument("--digest", action="store_true", help="by digest authentication instead of basic")
    options = parser.parse_args()
    work = pathlib.Path(tempfile.mkdtemp(prefix="helhet-webdav-"))
    root = pathlib.Path(options.root)
    root.mkdir(parents=True, exist_ok=True)
    if options.copy:
        shutil.copytree(options.copy, root, dirs_exist_ok=True)
    (work / "locks").mkdir()
    if os.geteuid() == 0:
        work.chmod(0o755)
        for folder in (root, work / "locks"):
            os.chown(folder, pwd.getpwnam("www-data").pw_uid, -1)
    try:
        server, port = start(options, work)
        print(f"http://127.0.0.1:{port}/dav", flush=True)
        sys.stdin.read()
        server.terminate()
        server.wait()
    finally:
        shutil.rmtree(work, ignore_errors=True)


if __name__ == "__main__":
    main()
