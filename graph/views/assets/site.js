"use strict";
// "/" leads to the search from every page.
addEventListener("keydown", (event) => {
  if (event.key !== "/" || event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.target.closest("input, textarea, select")) return;
  event.preventDefault();
  const input = document.getElementById("words");
  if (input) input.focus();
  else document.querySelector("[data-search]").click();
});
