"use strict";
for (const part of document.querySelectorAll("[data-needs-script]")) part.hidden = false;
const folded = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
for (const input of document.querySelectorAll("[data-filter]")) {
  const list = document.getElementById(input.dataset.filter);
  const rows = [...list.querySelectorAll("[data-row]")].map((row) => [row, folded(row.dataset.row)]);
  const count = document.querySelector(`[data-count="${input.dataset.filter}"]`);
  input.addEventListener("input", () => {
    const words = folded(input.value).split(/\s+/).filter(Boolean);
    let shown = 0;
    for (const [row, text] of rows) {
      row.hidden = !words.every((word) => text.includes(word));
      if (!row.hidden) shown += 1;
    }
    for (const group of list.querySelectorAll("[data-group]")) {
      group.hidden = ![...group.querySelectorAll("[data-row]")].some((row) => !row.hidden);
    }
    count.textContent = words.length ? `${shown} of ${rows.length}` : "";
  });
}
