// What the pages do beyond their markup; every page is whole without it.
"use strict";

// Datasette's own forms and menus carry no names for those who hear the page.
const names = [
  ["select[name^=_filter_column]", "Column to filter"],
  ["select[name^=_filter_op]", "How to compare"],
  ["input[name^=_filter_value]", "Value to compare with"],
  ["select[name=_sort]", "Column to sort by"],
  ["#sql-editor, .CodeMirror textarea", "SQL"],
  [".facet-info a.cross", "Remove this facet"],
];
function giveNames() {
  for (const [where, name] of names) {
    for (const element of document.querySelectorAll(where)) {
      if (!element.hasAttribute("aria-label")) element.setAttribute("aria-label", name);
    }
  }
}
giveNames();
window.addEventListener("load", giveNames); // the SQL editor is made late

// What can be scrolled sideways can be reached by keyboard.
for (const wrapper of document.querySelectorAll(".table-wrapper:not([tabindex]), pre")) {
  if (wrapper.scrollWidth > wrapper.clientWidth) wrapper.tabIndex = 0;
}
