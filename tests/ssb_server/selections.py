"""Selection expressions of PxWebApi v2, from the published description of its filters."""
import re


class Problem(Exception):
    """An answer of kind application/problem+json."""

    def __init__(self, status, title, detail=None):
        super().__init__(title)
        self.status = status
        self.body = {"type": "Parameter error", "title": title, "status": status}
        if detail:
            self.body["detail"] = detail


def split_list(text):
    """Splits a parameter at commas, except inside brackets, which are then taken off."""
    parts, depth, current = [], 0, ""
    for c in text:
        if c == "[":
            depth += 1
        elif c == "]":
            depth -= 1
        elif c == "," and depth == 0:
            parts.append(current)
            current = ""
        else:
            current += c
    return parts + [current]


def count_and_offset(arguments):
    numbers = [int(n) for n in arguments.split(",")]
    return numbers[0], numbers[1] if len(numbers) > 1 else 0


def matches(codes, expression):
    if expression.count("*") > 2:
        raise Problem(400, "Illegal selection expression")
    pattern = "".join(".*" if c == "*" else "." if c == "?" else re.escape(c) for c in expression)
    return [code for code in codes if re.fullmatch(pattern, code)]


def expand(codes, is_time, expression):
    """The codes that one expression chooses of `codes`."""
    if expression in codes:
        return [expression]
    function = re.fullmatch(r"(top|bottom|from|to|range)\((.*)\)", expression, re.IGNORECASE)
    if not function:
        found = matches(codes, expression) if re.search(r"[*?]", expression) else []
        if not found:
            raise Problem(400, "Non-existent value", f"Value, {expression} is not a valid value code")
        return found
    name, arguments = function.group(1).lower(), function.group(2)
    try:
        if name in ("top", "bottom"):
            count, offset = count_and_offset(arguments)
            newest_first = is_time == (name == "top")
            ordered = codes[::-1] if newest_first else codes
            return ordered[offset:offset + count]
        ends = [codes.index(code) for code in arguments.split(",")]
        if name == "from":
            return codes[ends[0]:]
        if name == "to":
            return codes[:ends[0] + 1]
        return codes[min(ends):max(ends) + 1]
    except ValueError:
        raise Problem(400, "Illegal selection expression", expression) from None


def choose(codes, is_time, expressions):
    """The codes that all expressions together choose, in the table's order."""
    chosen = set()
    for expression in expressions:
        chosen.update(expand(codes, is_time, expression))
    return [code for code in codes if code in chosen]
