"""AG Grid's own words, in the reader's language; its keys are those of the grid's localisation."""

from __future__ import annotations

from eagraph.locale import both, current

_TEXTS = {
    "noRowsToShow": both("No rows to show"),
    "loadingOoo": both("Loading …"),
    "loadingError": both("Could not be loaded"),
    "filterOoo": both("Filter …"),
    "equals": both("Equals"),
    "notEqual": both("Does not equal"),
    "contains": both("Contains"),
    "notContains": both("Does not contain"),
    "startsWith": both("Begins with"),
    "endsWith": both("Ends with"),
    "blank": both("Is empty"),
    "notBlank": both("Is not empty"),
    "empty": both("Choose one"),
    "lessThan": both("Less than"),
    "greaterThan": both("Greater than"),
    "lessThanOrEqual": both("At most"),
    "greaterThanOrEqual": both("At least"),
    "inRange": both("Between"),
    "inRangeStart": both("From"),
    "inRangeEnd": both("To"),
    "andCondition": both("AND"),
    "orCondition": both("OR"),
    "applyFilter": both("Apply"),
    "resetFilter": both("Reset"),
    "clearFilter": both("Clear"),
    "cancelFilter": both("Cancel"),
    "textFilter": both("Text filter"),
    "numberFilter": both("Number filter"),
    "ariaFilterInput": both("Filter text"),
    "ariaFilterValue": both("Filter value"),
    "ariaFilterFromValue": both("Filter from"),
    "ariaFilterToValue": both("Filter to"),
    "ariaFilteringOperator": both("How to filter"),
    "ariaLabelColumnFilter": both("Filter of the column"),
    "ariaLabelLoading": both("Loading …"),
    "ariaLabelTooltip": both("Tooltip"),
    "ariaSortableColumn": both("Press Enter to sort"),
    "ariaFilterColumn": both("Press Ctrl Enter to filter"),
    "ariaMenuColumn": both("Press Alt Down for the column menu"),
    "ariaRowSelect": both("Press Space to choose this row"),
    "ariaRowDeselect": both("Press Space to leave this row"),
    "ariaLabelSelectField": both("Choose a field"),
    "ariaSearch": both("Search"),
}
"""Every text of AG Grid that a table of ours can show."""


def grid_texts() -> dict[str, str]:
    """The words by the grid's keys."""
    language = current.get()
    return {key: text.in_language(language) for key, text in _TEXTS.items()}
