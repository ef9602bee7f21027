"""Renders the command and the config files of a Galaxy tool as Galaxy does, and evaluates its output filters.

Reads one JSON object from standard input:
  command      Cheetah template
  configfiles  {name: template}
  state        parameters as a tree; a leaf is {"kind": ..., "value": ...} (see ToolState.cs)
  outputs      {name: {"path": ..., "ext": ..., "files_path": ...}}
  filters      {output name: [python expression, ...]}
  folder       where config files are written
Writes {"command": ..., "outputs": {name: bool}} to standard output.

The wrappers below follow galaxy/tools/wrappers.py and galaxy/tools/parameters/{basic,sanitize}.py.
"""
import json
import os
import string
import sys

from Cheetah.Template import Template

VALID = set(string.ascii_letters + string.digits + " -=_.()/+*^,:?!")
MAPPED = {
    ">": "__gt__", "<": "__lt__", "'": "__sq__", '"': "__dq__", "[": "__ob__", "]": "__cb__", "{": "__oc__",
    "}": "__cc__", "@": "__at__", "\n": "__cn__", "\r": "__cr__", "\t": "__tc__", "#": "__pd__",
}
CHARACTER_SETS = {
    "default": VALID, "none": set(), "string.printable": set(string.printable), "string.letters": set(string.ascii_letters),
    "string.ascii_letters": set(string.ascii_letters), "string.digits": set(string.digits), "string.punctuation": set(string.punctuation),
    "string.whitespace": set(string.whitespace),
}


def sanitised(text, rules):
    valid, mapped, invalid = set(VALID), dict(MAPPED), "X"
    if rules:
        if not rules.get("sanitize", True):
            return text
        # Galaxy starts a param's own sanitizer without the default mapping.
        mapped, invalid = {}, rules.get("invalid_char", "X")
        if "valid" in rules:
            valid = set()
            for action, value in rules["valid"]:
                characters = CHARACTER_SETS.get(value, set(value))
                valid = valid | characters if action == "add" else valid - characters
        if "mapping" in rules:
            for action, source, target in rules["mapping"]:
                if action == "initial" and source == "default":
                    mapped = dict(MAPPED)
                elif action == "add":
                    mapped[source] = target
                elif action == "remove":
                    mapped.pop(source, None)
    return "".join(c if c in valid else mapped.get(c, invalid) for c in text)


class Value:
    """Text, numbers, booleans and selects."""

    def __init__(self, leaf):
        self.leaf, self.value = leaf, leaf["value"]

    def __str__(self):
        kind, value = self.leaf["kind"], self.value
        if kind == "boolean":
            return self.leaf["truevalue"] if value else self.leaf["falsevalue"]
        if value is None:
            return "None" if kind in ("select", "data_column") else ""
        if isinstance(value, list):
            return ",".join(sanitised(str(v), self.leaf.get("sanitizer")) for v in value) if value else "None"
        return sanitised(str(value), self.leaf.get("sanitizer"))

    def __bool__(self):
        return bool(self.value)

    def __eq__(self, other):
        if isinstance(other, (int, float)) and not isinstance(other, bool) and self.value is not None:
            return float(self.value) == other
        if isinstance(other, bool):
            return bool(self.value) == other
        return str(self) == str(other)

    def __ne__(self, other):
        return not self == other

    def __lt__(self, other):
        return float(self.value) < float(str(other))

    def __gt__(self, other):
        return float(self.value) > float(str(other))

    def __le__(self, other):
        return not self > other

    def __ge__(self, other):
        return not self < other

    def __int__(self):
        return int(self.value)

    def __float__(self):
        return float(self.value)

    def __iter__(self):
        if not isinstance(self.value, list):
            raise TypeError("this parameter has a single value; it cannot be looped over")
        return iter([str(Value({**self.leaf, "value": v})) for v in self.value])

    def __getattr__(self, name):
        # Strings' own methods work in Galaxy too: $box.split(',').
        if name.startswith("__"):
            raise AttributeError(name)
        # The row of a select from a data table.
        if name == "fields" and "fields" in self.leaf:
            return Group(self.leaf["fields"])
        return getattr(str(self), name)

    __hash__ = None


class Dataset:
    def __init__(self, file):
        self._file = file
        self.path = self.file_name = file["path"] if file else None
        self.ext = self.file_ext = self.extension = self.datatype = file.get("ext") if file else None
        self.element_identifier = self.name = (file.get("element_identifier") or os.path.basename(file["path"])) if file else None
        self.files_path = self.extra_files_path = file.get("files_path") if file else None
        self.is_collection = False

    def is_of_type(self, *names):
        return self.ext in names

    def __str__(self):
        return str(self.path)

    def __bool__(self):
        return self._file is not None


class Datasets(list):
    """Several datasets of one param, or a collection."""

    def __init__(self, files, is_collection):
        super().__init__(Dataset(file) for file in files)
        self.is_collection = is_collection

    def keys(self):
        return [dataset.element_identifier for dataset in self]

    def __getitem__(self, key):
        if isinstance(key, str):
            return next(dataset for dataset in self if dataset.element_identifier == key)
        return super().__getitem__(key)

    def __str__(self):
        return ",".join(str(dataset) for dataset in self)


class Group(dict):
    """A section or a conditional: members by attribute or key."""

    def __getattr__(self, name):
        try:
            return self[name]
        except KeyError:
            raise AttributeError(name)


def wrapped(node):
    kind = node["kind"]
    if kind in ("section", "conditional"):
        return Group((name, wrapped(member)) for name, member in node["members"].items())
    if kind == "repeat":
        return [Group((name, wrapped(member)) for name, member in item.items()) for item in node["items"]]
    if kind == "data":
        return Dataset(node["value"])
    if kind in ("data_multiple", "data_collection"):
        return Datasets(node["value"] or [], kind == "data_collection")
    return Value(node)


def plain(node):
    """What an output filter sees."""
    kind = node["kind"]
    if kind in ("section", "conditional"):
        return {name: plain(member) for name, member in node["members"].items()}
    if kind == "repeat":
        return [{name: plain(member) for name, member in item.items()} for item in node["items"]]
    return node["value"]


def main():
    job = json.load(sys.stdin)
    namespace = {name: wrapped(node) for name, node in job["state"].items()}
    namespace.update({name: Dataset(file) for name, file in job["outputs"].items()})
    namespace.update(__tool_directory__=job["folder"], on_string="data 1")
    for name, template in job["configfiles"].items():
        path = os.path.join(job["folder"], "configfile_" + name)
        with open(path, "w") as file:
            file.write(str(Template(template, searchList=[namespace])))
        namespace[name] = path
    command = str(Template(job["command"], searchList=[namespace]))
    state = {name: plain(node) for name, node in job["state"].items()}
    kept = {name: all(bool(eval(expression.strip(), {}, dict(state))) for expression in expressions) for name, expressions in job["filters"].items()}
    json.dump({"command": command.replace("\n", " ").replace("\r", " ").strip(), "outputs": kept}, sys.stdout)


main()
