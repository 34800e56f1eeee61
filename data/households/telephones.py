"""SQL for the numbers of households and of their people, the first to be tried first."""

from __future__ import annotations

from data import sql


def phones_of(resident: str = "NULL") -> str:
    """SQL for the numbers of a household `h`, the first to be tried first, as `Telephone`s: those
    of somebody of it, the household's, those of its other people.

    A number may be there twice, as a household's and as its head's.

    Args:
        resident: the key in the query of who is called; NULL for the household.
    """
    return sql.records(
        "x.number, x.extension, x.whose",
        f"""FROM (
      SELECT p.number AS number, p.extension AS extension,
        coalesce(nullif(p.whose, ''), r.name, '') AS whose,
        CASE WHEN p.resident_id = {resident} THEN 0 WHEN p.resident_id IS NULL THEN 2 ELSE 3 END
          AS place, p.position AS position
      FROM telephone p LEFT JOIN resident r ON r.id = p.resident_id
      WHERE p.household_id = h.id AND coalesce(r.presence, '') NOT IN ('moved_out', 'died')
      UNION ALL SELECT h.phone, '', h.head, 1, 0 WHERE h.phone <> ''
    ) x ORDER BY x.place, x.position""",
    )
