"use strict";
// The network view, second part: filters, search, keyboard, picture and print.

// ---- filters -------------------------------------------------------------------------------
const boxes = (name) => [...document.querySelectorAll(`input[name="${name}"]`)];
const ticked = (name) => new Set(boxes(name).filter((box) => box.checked).map((box) => box.value));
const meets = (span, since, until) => !span || ((!since || span[1] >= since) && (!until || span[0] <= until));
const day = (id) => ($(id) ? $(id).value : "");

const filter = () => {
  const kindsOn = ticked("kind");
  const typesOn = ticked("type");
  const [since, until] = [day("since"), day("until")];
  for (const node of nodes) {
    node.inTime = meets(node.span, since, until);
    node.shown = kindsOn.has(node.kind) && node.inTime;
  }
  for (const link of links) {
    const [from, to] = [nodes[link.from], nodes[link.to]];
    link.refused = !typesOn.has(link.kind) || !meets(link.span, since, until) || !from.inTime || !to.inTime;
    link.shown = !link.refused && from.shown && to.shown;
  }
  // What a relationship or date takes the last link from goes too; a kind hides only itself.
  for (const node of nodes) {
    if (node.shown && node.links.some((link) => link.refused) && !node.links.some((link) => link.shown)) {
      node.shown = false;
    }
  }
  if (selected && !selected.shown) selected = null;
  paint();
  explain();
  list();
  say(summary());
};
const summary = () => `Showing ${visible().length.toLocaleString("en")} of ${count(nodes.length, "node", "nodes")}, ` +
  `${links.filter((link) => link.shown).length.toLocaleString("en")} of ${count(links.length, "link", "links")}.`;

const reset = () => {
  for (const box of [...boxes("kind"), ...boxes("type")]) box.checked = true;
  for (const id of ["since", "until"]) if ($(id)) $(id).value = "";
  $("search").value = "";
  closeHits();
  selected = null;
  const moved = home.filter(({ id, x, y }) => nodes[id].x !== x || nodes[id].y !== y);
  for (const place of moved) Object.assign(nodes[place.id], place);
  drawnNodes.update(moved);
  filter();
  begin();
};

// ---- search --------------------------------------------------------------------------------
let hits = [];
let at = 0;
const closeHits = () => {
  $("hits").replaceChildren();
  $("hits").hidden = true;
  $("search").setAttribute("aria-expanded", "false");
  $("search").removeAttribute("aria-activedescendant");
  hits = [];
};
const rank = (node, first) => {
  const name = fold(node.name);
  return name.startsWith(first) ? 0 : name.includes(` ${first}`) ? 1 : 2;
};
const search = () => {
  const wanted = fold($("search").value).split(/\s+/).filter(Boolean);
  if (wanted.length === 0) return closeHits();
  const found = nodes.filter((node) => wanted.every((word) => node.folded.includes(word)));
  const hidden = found.filter((node) => !node.shown).length;
  hits = found.filter((node) => node.shown)
    .sort((a, b) => rank(a, wanted[0]) - rank(b, wanted[0]) || b.links.length - a.links.length || a.id - b.id)
    .slice(0, 10);
  at = 0;
  $("hits").replaceChildren(...hits.map((node, place) => {
    const item = el("li", { id: `hit-${place}`, dir: "auto" }, node.name, " ",
      el("span", { className: "hint", textContent: node.words }));
    item.setAttribute("role", "option");
    item.addEventListener("mousedown", (event) => { event.preventDefault(); take(place); });
    return item;
  }));
  $("hits").hidden = hits.length === 0;
  $("search").setAttribute("aria-expanded", String(hits.length > 0));
  point();
  const more = hidden ? `; ${hidden} more hidden by the filters` : "";
  say(`${count(found.length - hidden, "name", "names")} found${more}.`);
};
const point = () => {
  [...$("hits").children].forEach((item, place) => item.setAttribute("aria-selected", String(place === at)));
  if (hits.length) $("search").setAttribute("aria-activedescendant", `hit-${at}`);
};
const take = (place) => {
  const node = hits[place];
  if (!node) return;
  $("search").value = node.name;
  closeHits();
  select(node, { show: true });
};
$("search").addEventListener("input", search);
$("search").addEventListener("blur", closeHits);
$("search").addEventListener("keydown", (event) => {
  if (event.key === "ArrowDown" || event.key === "ArrowUp") {
    if (hits.length === 0) search();
    else at = (at + (event.key === "ArrowDown" ? 1 : hits.length - 1)) % hits.length;
    point();
    event.preventDefault();
  } else if (event.key === "Enter") {
    if (hits.length === 0) search();
    take(at);
    event.preventDefault();
  }
});

// ---- list of nodes -------------------------------------------------------------------------
const order = [...nodes].sort((a, b) => fold(a.name).localeCompare(fold(b.name), "en") || a.id - b.id);
let listed = [];
const list = () => {
  listed = order.filter((node) => node.shown);
  $("names").replaceChildren(...listed.map((node) => {
    const item = el("li", { id: `name-${node.id}`, dir: "auto" }, node.name, " ",
      el("span", { className: "hint", textContent: node.words }));
    item.setAttribute("role", "option");
    item.addEventListener("click", () => select(node, { show: true }));
    return item;
  }));
  mark();
};
const mark = () => {
  for (const item of $("names").children) item.setAttribute("aria-selected", "false");
  const item = selected && !isLink(selected) ? $(`name-${selected.id}`) : null;
  if (item === null) return $("names").removeAttribute("aria-activedescendant");
  item.setAttribute("aria-selected", "true");
  $("names").setAttribute("aria-activedescendant", item.id);
  $("names").scrollTop = item.offsetTop - $("names").clientHeight / 2;
};
$("names").addEventListener("keydown", (event) => {
  const now = listed.indexOf(selected);
  const next = { ArrowDown: now + 1, ArrowUp: now - 1, Home: 0, End: listed.length - 1 }[event.key];
  if (next === undefined || listed.length === 0) return;
  select(listed[Math.min(listed.length - 1, Math.max(0, next))], { show: true });
  event.preventDefault();
});

// ---- keyboard ------------------------------------------------------------------------------
const arrows = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };
// The nearest node in a direction, those straight ahead before those aside.
const step = (x, y) => {
  const here = selected && !isLink(selected) ? selected : network.getViewPosition();
  let best = null;
  for (const node of visible()) {
    const ahead = (node.x - here.x) * x + (node.y - here.y) * y;
    const aside = Math.abs((node.x - here.x) * y) + Math.abs((node.y - here.y) * x);
    if (node === here || ahead < 1) continue;
    const cost = ahead + 2.5 * aside;
    if (best === null || cost < best.cost) best = { node, cost };
  }
  if (best) select(best.node, { show: true });
};
stage.addEventListener("keydown", (event) => {
  const way = arrows[event.key];
  if (!way || event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.shiftKey) step(...way);
  else pan(...way);
  event.preventDefault();
});
document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.key === "Escape") {
    if (!$("hits").hidden) return closeHits();
    if (document.activeElement === $("search")) $("search").value = "";
    return select(null);
  }
  if (event.target.matches("input, textarea, select")) return;
  if (event.key === "/") {
    $("search").focus();
    $("search").select();
  } else if (event.key === "+" || event.key === "=") zoom(1.25);
  else if (event.key === "-" || event.key === "−") zoom(0.8);
  else return;
  event.preventDefault();
});

// ---- picture and print ---------------------------------------------------------------------
const picture = (into = document.createElement("canvas")) => {
  const source = stage.querySelector("canvas");
  into.width = source.width;
  into.height = source.height;
  const pen = into.getContext("2d");
  pen.fillStyle = look.paper;
  pen.fillRect(0, 0, into.width, into.height);
  pen.drawImage(source, 0, 0);
  return into;
};
const save = () => picture().toBlob((blob) => {
  const link = el("a", { href: URL.createObjectURL(blob), download: data.file_name });
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10000);
}, "image/png");
const repaint = () => {
  look = theme();
  network.setOptions(options());
  paint();
  network.redraw();
};
addEventListener("beforeprint", () => {
  printing = true;
  repaint();
  // Where the page is laid out for paper already, the drawing is not: it is shown to be copied.
  const hidden = stage.clientWidth === 0;
  stage.classList.toggle("copied", hidden);
  if (hidden) {
    network.setSize("100%", "100%");
    fit();
    network.redraw();
  }
  picture($("print"));
  stage.classList.remove("copied");
});
addEventListener("afterprint", () => {
  printing = false;
  repaint();
});
dark.addEventListener("change", repaint);

// ---- wiring --------------------------------------------------------------------------------
network.on("click", (event) => {
  if (event.nodes.length) select(nodes[event.nodes[0]]);
  else if (event.edges.length) select(links[event.edges[0]]);
  else select(null);
});
network.on("dragEnd", (event) => {
  for (const id of event.nodes) Object.assign(nodes[id], network.getPosition(id));
});
network.on("hoverNode", () => { stage.style.cursor = "pointer"; });
network.on("blurNode", () => { stage.style.cursor = ""; });
network.on("hoverEdge", () => { stage.style.cursor = "pointer"; });
network.on("blurEdge", () => { stage.style.cursor = ""; });
const acts = {
  fit, reset, save, "print-page": () => window.print(), closer: () => zoom(1.25), farther: () => zoom(0.8),
};
for (const [id, act] of Object.entries(acts)) $(id).addEventListener("click", act);
for (const box of [...boxes("kind"), ...boxes("type")]) box.addEventListener("change", filter);
for (const id of ["since", "until"]) if ($(id)) $(id).addEventListener("change", filter);
for (const choice of document.querySelectorAll("[data-tick]")) {
  choice.addEventListener("click", () => {
    for (const box of boxes(choice.dataset.tick)) box.checked = choice.dataset.to === "all";
    filter();
  });
}
explain();
list();
say(summary());
begin();
