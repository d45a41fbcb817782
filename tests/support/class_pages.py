"""The page of a class of any size in which anything may have happened."""

from __future__ import annotations

import random
from datetime import UTC, datetime, timedelta
from pathlib import Path

from grader.classes import class_page, similarity
from grader.classes.course import Plan
from grader.classes.gradebook import Row
from grader.classes.handed_in import Entry
from grader.curriculum.catalog import Exercise
from grader.report import ExerciseResult, Report
from tests.support.classes import a_class
from tests.support.reports import result

_FIRST = ("Ana", "Luis", "Eva", "Óscar", "María José", "Íñigo", "Nuria", "Bakari", "Zoë", "Jordi", "李娜", "Leire")
_LAST = (
    "García Pérez",
    "Núñez",
    "de la Torre y Gómez-Acebo",
    "Paz",
    "Gil",
    "Etxeberria",
    "Ould Ahmed",
    "Sáez",
    "O’Neil",
)


def a_page(people: int, chance: random.Random, plan: Plan) -> str:
    """The page of a class in which anything may have happened, with three groups of copies."""
    modules, _ = a_class(("losses", "network"), people - people // 20, (4, 3, 2), chance)
    rows = [_row(number, chance, plan) for number in range(len(modules))]
    rows[3].same_as = rows[1].name
    missing = [
        Row(None, reason="no ha entregado", person={"nombre": f"{name} Falta", "apellidos": str(number)})
        for number, name in enumerate(chance.choices(_FIRST, k=people // 20))
    ]
    handed = {row.entry.name: source for row, source in zip(rows, modules.values(), strict=True) if row.entry}
    found, _ = similarity.compare(handed.items(), len(handed))
    return class_page.render([*rows, *missing], plan, found, ".html", {"notas.txt": "no es una carpeta ni un .zip"})


def _row(number: int, chance: random.Random, plan: Plan) -> Row:
    person = f"{chance.choice(_FIRST)} {chance.choice(_LAST)}"
    folder = f"{person}_{1234000 + number}_assignsubmission_file_"
    entry = Entry(folder, Path(folder))
    if number % 40 == 7:
        return Row(entry, reason="el fichero zip está dañado o cifrado: pide otra copia", person={"nombre": person})
    submitted = datetime(2027, 1, 31, 12, tzinfo=UTC) + timedelta(hours=chance.randint(-200, 40))
    able = chance.random()
    results = tuple(_result(exercise, chance, able) for exercise in plan.exercises)
    passed_over = ("tareas/neuron.py: es un módulo del curso, pero está en otra carpeta",) if number % 30 == 4 else ()
    report = plan.applied(Report(number, results), submitted)
    return Row(entry, report, submitted=submitted, passed_over=passed_over, person={"nombre": person})


def _result(exercise: Exercise, chance: random.Random, able: float) -> ExerciseResult:
    if chance.random() < able:
        return result(exercise.id)
    status = chance.choice(("failed", "failed", "error", "not_implemented"))
    told = chance.choice(("El resultado tiene la forma de `y`.", "Cada fila suma 1: prueba con `axis=-1`."))
    return result(exercise.id, status, 0, told)
