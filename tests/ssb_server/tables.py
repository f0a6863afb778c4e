"""Tables from files, and what the service answers of them."""
import itertools
import json
import pathlib

from selections import Problem, choose


class Variable:
    def __init__(self, description):
        self.code = description["code"]
        self.label = description["label"]
        self.role = description.get("role")
        self.elimination = description.get("elimination", False)
        self.elimination_value = description.get("elimination_value")
        self.values = dict(description["values"])
        self.codelists = description.get("codelists", [])
        self.extension = description.get("extension", {})
        self.units = description.get("units")
        # Code -> codes of the table that it stands for; a codelist may say otherwise.
        self.parts = {code: [code] for code in self.values}

    def with_codelist(self, codelist):
        changed = Variable({"code": self.code, "label": self.label, "role": self.role, "values": [],
                            "elimination": self.elimination, "elimination_value": None,
                            "codelists": self.codelists, "extension": self.extension, "units": self.units})
        changed.values = {v["code"]: v["label"] for v in codelist["values"]}
        changed.parts = {v["code"]: v["valueMap"] for v in codelist["values"]}
        return changed

    def as_json_stat(self, codes):
        category = {"index": {code: i for i, code in enumerate(codes)}, "label": {code: self.values[code] for code in codes}}
        if self.units:
            category["unit"] = {code: self.units[code] for code in codes}
        extension = {"elimination": self.elimination, **self.extension,
                     "codelists": [{"id": c, "type": "Aggregation"} for c in self.codelists]}
        return {"label": self.label, "category": category, "extension": extension}


class Table:
    def __init__(self, description, codelists):
        self.resource = {k: v for k, v in description.items() if k not in ("variables", "rows", "notes")}
        self.notes = description.get("notes", [])
        self.variables = [Variable(v) for v in description["variables"]]
        self.codelists = codelists
        self.time = next(v for v in self.variables if v.role == "time")
        self.cells = {}
        for key, row in description["rows"].items():
            codes = key.split("/")
            for period, figure in zip(self.time.values, row):
                self.cells[tuple(codes + [period])] = figure

    def effective(self, codelists):
        """The variables with codelists in place."""
        known = {v.code for v in self.variables}
        for code in codelists:
            if code not in known:
                raise Problem(400, "Non-existent variable", code)
        variables = []
        for variable in self.variables:
            wanted = codelists.get(variable.code)
            if wanted and (wanted not in variable.codelists or wanted not in self.codelists):
                raise Problem(400, "Non-existent codelist", wanted)
            variables.append(variable.with_codelist(self.codelists[wanted]) if wanted else variable)
        return variables

    def head(self, variables, chosen):
        roles = {}
        for variable in variables:
            if variable.role:
                roles.setdefault(variable.role, []).append(variable.code)
        return {"version": "2.0", "class": "dataset", "label": self.resource["label"], "source": "Testtall",
                "updated": self.resource["updated"], "note": self.notes, "role": roles,
                "id": [v.code for v in variables], "size": [len(chosen[v.code]) for v in variables],
                "dimension": {v.code: v.as_json_stat(chosen[v.code]) for v in variables},
                "extension": {"px": {"tableid": self.resource["id"]}, "discontinued": self.resource.get("discontinued")}}

    def metadata(self, codelists):
        variables = self.effective(codelists)
        return {**self.head(variables, {v.code: list(v.values) for v in variables}), "value": None}

    def default_selection(self):
        return {"selection": [{"variableCode": v.code, "codelist": None,
                               "valueCodes": ["top(1)"] if v.role == "time" else [next(iter(v.values))]} for v in self.variables]}

    def select(self, selection, codelists):
        """(variables shown, chosen codes of every variable, eliminated variables); raises what the service refuses."""
        variables = self.effective(codelists)
        by_code = {v.code: v for v in variables}
        for code in selection:
            if code not in by_code:
                raise Problem(400, "Non-existent variable", code)
        shown, eliminated, chosen = [], [], {}
        for variable in variables:
            if variable.code in selection:
                shown.append(variable)
                chosen[variable.code] = choose(list(variable.values), variable.role == "time", selection[variable.code])
            elif variable.elimination and variable.role not in ("time", "metric"):
                eliminated.append(variable)
            else:
                raise Problem(400, "Missing selection for mandantory variable", variable.code)
        return shown, eliminated, chosen

    def data(self, shown, eliminated, chosen, sparse):
        values, status = [], {}
        combinations = itertools.product(*(chosen[v.code] for v in shown))
        for number, codes in enumerate(combinations):
            figure = self.figure({**{v.code: v.parts[code] for v, code in zip(shown, codes)},
                                  **{v.code: [v.elimination_value] if v.elimination_value else list(v.values) for v in eliminated}})
            values.append(None if isinstance(figure, str) else figure)
            if isinstance(figure, str):
                status[str(number)] = figure
        answer = self.head(shown, chosen)
        answer["value"] = {str(i): v for i, v in enumerate(values) if v is not None} if sparse else values
        if status:
            answer["status"] = status
        return answer

    def figure(self, parts):
        """The sum of the cells that the parts make up; a symbol when all of them are missing."""
        cells = [self.cells.get(codes, "..") for codes in itertools.product(*(parts[v.code] for v in self.variables))]
        numbers = [c for c in cells if not isinstance(c, str)]
        return sum(numbers) if numbers else cells[0]


def load(folder):
    folder = pathlib.Path(folder)
    codelists = {}
    for file in sorted((folder / "codelists").glob("*.json")):
        codelist = json.loads(file.read_text(encoding="utf-8"))
        codelists[codelist["id"]] = codelist
    tables = {}
    for file in sorted((folder / "tables").glob("*.json")):
        description = json.loads(file.read_text(encoding="utf-8"))
        tables[description["id"]] = Table(description, codelists)
    return tables, codelists
