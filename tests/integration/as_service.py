#!/usr/bin/python3
"""Runs a program as a systemd unit would confine it, as far as that can be done without systemd.

    as_service.py UNIT PROGRAM [ARGUMENT...]

From the unit's [Service]: SystemCallFilter, RestrictNamespaces, RestrictAddressFamilies, MemoryDenyWriteExecute and NoNewPrivileges, by the
same means as systemd (systemd.exec(5)): one seccomp filter that answers EPERM. Capabilities are given up. What the unit says of files
and mounts is not done here.
"""
import errno
import os
import shutil
import subprocess
import sys

import seccomp

NAMESPACES = {"cgroup": 0x02000000, "uts": 0x04000000, "ipc": 0x08000000, "user": 0x10000000, "pid": 0x20000000, "net": 0x40000000, "mnt": 0x00020000}
FAMILIES = {"AF_UNIX": 1, "AF_INET": 2, "AF_INET6": 10, "AF_NETLINK": 16}
LAST_FAMILY = 45
PROT_WRITE, PROT_EXEC = 2, 4


def settings(path):
    """Values of each key of [Service], in order."""
    found = {}
    section = ""
    for line in open(path, encoding="utf-8"):
        line = line.strip()
        if line.startswith("["):
            section = line
        elif section == "[Service]" and "=" in line and not line.startswith("#"):
            key, value = line.split("=", 1)
            found.setdefault(key, []).append(value)
    return found


def system_calls(names):
    """Names of system calls, groups spelled out."""
    calls = set()
    for name in names:
        if not name.startswith("@"):
            calls.add(name)
            continue
        listed = subprocess.run(["systemd-analyze", "syscall-filter", name], check=True, capture_output=True, text=True).stdout
        lines = [line.strip() for line in listed.splitlines()[1:]]
        calls |= system_calls([line for line in lines if line and not line.startswith("#")])
    return calls


def allowed_calls(filters):
    """The first line says that the list allows; `~` takes away from it."""
    allowed = system_calls(["@default"])
    for line in filters:
        if line.startswith("~"):
            allowed -= system_calls(line[1:].split())
        else:
            allowed |= system_calls(line.split())
    return allowed


def resolve(call):
    try:
        return seccomp.resolve_syscall(seccomp.Arch(), call)
    except RuntimeError:
        return -1


def only_these(filters):
    """What is on no list is refused."""
    rules = seccomp.SyscallFilter(defaction=seccomp.ERRNO(errno.EPERM))
    for call in allowed_calls(filters):
        if resolve(call) >= 0:
            rules.add_rule(seccomp.ALLOW, call)
    rules.load()


def without_namespaces(allowed):
    rules = seccomp.SyscallFilter(defaction=seccomp.ALLOW)
    for name, flag in NAMESPACES.items():
        if name not in allowed:
            for call in ("unshare", "clone"):
                rules.add_rule(seccomp.ERRNO(errno.EPERM), call, seccomp.Arg(0, seccomp.MASKED_EQ, flag, flag))
            rules.add_rule(seccomp.ERRNO(errno.EPERM), "setns", seccomp.Arg(1, seccomp.MASKED_EQ, flag, flag))
    rules.load()


def without_families(allowed):
    rules = seccomp.SyscallFilter(defaction=seccomp.ALLOW)
    numbers = {FAMILIES[name] for name in allowed}
    for number in range(LAST_FAMILY + 1):
        if number not in numbers:
            rules.add_rule(seccomp.ERRNO(errno.EAFNOSUPPORT), "socket", seccomp.Arg(0, seccomp.EQ, number))
    rules.load()


def without_written_code():
    rules = seccomp.SyscallFilter(defaction=seccomp.ALLOW)
    both = PROT_WRITE | PROT_EXEC
    rules.add_rule(seccomp.ERRNO(errno.EPERM), "mmap", seccomp.Arg(2, seccomp.MASKED_EQ, both, both))
    for call in ("mprotect", "pkey_mprotect"):
        rules.add_rule(seccomp.ERRNO(errno.EPERM), call, seccomp.Arg(2, seccomp.MASKED_EQ, PROT_EXEC, PROT_EXEC))
    rules.load()


def main():
    unit, program = settings(sys.argv[1]), sys.argv[2:]
    if os.environ.get("AS_SERVICE_WITHOUT_CAPABILITIES") is None:
        # Comes back without them: only a program can give them up before the filter is there.
        os.environ["AS_SERVICE_WITHOUT_CAPABILITIES"] = "yes"
        setpriv = [shutil.which("setpriv"), "--inh-caps=-all", "--no-new-privs"]
        if os.geteuid() == 0:
            # The unit's user is not root. Root alone needs a right to be known in a namespace of its own (user_namespaces(7)).
            setpriv.append("--bounding-set=-all,+setfcap")
        os.execv(setpriv[0], setpriv + ["/usr/bin/python3", *sys.argv])
    if unit.get("MemoryDenyWriteExecute") == ["yes"]:
        without_written_code()
    without_namespaces(" ".join(unit["RestrictNamespaces"]).split())
    without_families(" ".join(unit["RestrictAddressFamilies"]).split())
    only_these(unit["SystemCallFilter"])
    os.execv(program[0], program)


main()
