"use strict";
for (const part of document.querySelectorAll("[data-needs-script]")) part.hidden = false;
const folded = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
for (const input of document.querySelectorAll("[data-filter]")) {
  const id = input.dataset.filter;
  const list = document.getElementById(id);
  const rows = [...list.querySelectorAll("[data-row]")].map((row) => [row, folded(row.dataset.row)]);
  const groups = [...list.querySelectorAll("[data-group]")];
  const count = document.querySelector(`[data-count="${id}"]`);
  // A select names a field; a row has its values in data-FIELD, one a line.
  const choices = [...document.querySelectorAll(`select[data-choose="${id}"]`)];
  const fits = (row, select) =>
    !select.value || (row.dataset[select.dataset.field] ?? "").split("\n").includes(select.value);
  const show = () => {
    const words = folded(input.value).split(/\s+/).filter(Boolean);
    let shown = 0;
    for (const [row, text] of rows) {
      row.hidden =
        !words.every((word) => text.includes(word)) || !choices.every((select) => fits(row, select));
      if (!row.hidden) shown += 1;
    }
    for (const group of groups) {
      group.hidden = ![...group.querySelectorAll("[data-row]")].some((row) => !row.hidden);
    }
    const chosen = words.length || choices.some((select) => select.value);
    count.textContent = chosen ? `${shown} of ${rows.length}` : "";
  };
  input.addEventListener("input", show);
  for (const select of choices) select.addEventListener("change", show);
}
