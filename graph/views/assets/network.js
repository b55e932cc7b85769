"use strict";
// The network view, first part: draws what Python laid out, highlights, explains.
// Words of documents reach the page through textContent and the canvas only.

const data = JSON.parse(document.getElementById("graph-data").textContent);
const { nodes, links } = data;
const $ = (id) => document.getElementById(id);
const stage = $("drawing");
const LEGIBLE = 0.55; // the scale from which names can be read
const DIMS = nodes.length <= 1000; // of more, what is chosen is set off and the others stay as they are
for (const part of document.querySelectorAll("[data-needs-script]")) part.hidden = false;

const el = (tag, props = {}, ...children) => {
  const made = Object.assign(document.createElement(tag), props);
  made.append(...children.filter((child) => child !== null && child !== undefined));
  return made;
};
// Compare without case, accents and letters that have no plain form of their own.
const plain = { ß: "ss", æ: "ae", œ: "oe", ø: "o", đ: "d", ð: "d", þ: "th", ł: "l", ı: "i", ŋ: "n" };
const fold = (text) =>
  text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase()
    .replace(/[ßæœøđðþłıŋ]/g, (char) => plain[char]).replace(/[’‘]/g, "'");
const count = (number, one, many) => `${number.toLocaleString("en")} ${number === 1 ? one : many}`;

nodes.forEach((node, id) => {
  const drawn = data.network.nodes[id];
  if (stage.clientWidth < stage.clientHeight) [drawn.x, drawn.y] = drawn.upright;
  delete drawn.upright;
  const { x, y } = drawn;
  Object.assign(node, { id, x, y, folded: fold(node.search), links: [], shown: true });
});
links.forEach((link, id) => {
  Object.assign(link, { id, shown: true });
  nodes[link.from].links.push(link);
  if (link.to !== link.from) nodes[link.to].links.push(link);
});
const home = nodes.map(({ id, x, y }) => ({ id, x, y }));
const far = (link, node) => nodes[link.from === node.id ? link.to : link.from];

// ---- drawing -------------------------------------------------------------------------------
const dark = matchMedia("(prefers-color-scheme: dark)");
let printing = false;
const theme = () => {
  const night = dark.matches && !printing;
  const css = getComputedStyle(document.documentElement);
  const colour = (name) => css.getPropertyValue(`--${name}-${night ? "dark" : "light"}`).trim();
  const groups = {};
  for (const [group, style] of Object.entries(data.groups)) {
    const border = night ? style.dark_line : style.light_line;
    const face = { background: style.fill, border };
    groups[group] = { borderWidth: style.line_width, color: { ...face, hover: face, highlight: face } };
  }
  return {
    groups, paper: colour("paper"), ink: colour("ink"), edge: colour("edge"), accent: colour("accent"),
    faint: colour("faint"),
  };
};
let look = theme();
const halo = data.options.nodes.font.strokeWidth;
const options = () => ({
  ...data.options,
  groups: look.groups,
  nodes: {
    ...data.options.nodes,
    font: { ...data.options.nodes.font, color: look.ink, strokeColor: look.paper },
  },
  edges: {
    ...data.options.edges,
    color: { color: look.edge, hover: look.accent, highlight: look.accent, inherit: false },
    font: { ...data.options.edges.font, color: look.ink, strokeColor: look.paper },
  },
});
const drawnNodes = new vis.DataSet(data.network.nodes);
const drawnLinks = new vis.DataSet(data.network.edges);
const network = new vis.Network(stage, { nodes: drawnNodes, edges: drawnLinks }, options());
// The frame takes the focus by itself at place 900 of the tab order; the stage is the stop instead.
stage.firstElementChild.tabIndex = -1;

const visible = () => nodes.filter((node) => node.shown);
// What is shown takes this much room, names included; nothing where nothing is.
const extent = () => {
  const boxes = visible().map((node) => network.getBoundingBox(node.id));
  return boxes.length === 0 ? null : {
    left: Math.min(...boxes.map((box) => box.left)), right: Math.max(...boxes.map((box) => box.right)),
    top: Math.min(...boxes.map((box) => box.top)), bottom: Math.max(...boxes.map((box) => box.bottom)),
  };
};
// The whole of it, as large as it goes.
const fit = () => {
  const room = extent();
  if (room === null) return;
  const { left, right, top, bottom } = room;
  const scale = Math.min(1.15, (stage.clientWidth - 28) / (right - left), (stage.clientHeight - 28) / (bottom - top));
  network.moveTo({ position: { x: (left + right) / 2, y: (top + bottom) / 2 }, scale, animation: false });
};
// Where all of it would be too small to read, as on a phone, begin near the best connected, with no
// more empty room beside the drawing than there must be.
const begin = () => {
  fit();
  if (network.getScale() >= LEGIBLE || nodes.length === 0) return;
  const hub = nodes.reduce((best, node) => (node.links.length > best.links.length ? node : best));
  const scale = 0.75;
  const { left, right, top, bottom } = extent();
  const within = (at, from, to, side) => {
    const half = (side - 28) / scale / 2;
    return to - from <= 2 * half ? (from + to) / 2 : Math.min(Math.max(at, from + half), to - half);
  };
  const position = {
    x: within(hub.x, left, right, stage.clientWidth), y: within(hub.y, top, bottom, stage.clientHeight),
  };
  network.moveTo({ position, scale, animation: false });
};
const zoom = (factor) => {
  const scale = Math.min(4, Math.max(0.05, network.getScale() * factor));
  network.moveTo({ scale, animation: false });
};
const pan = (x, y) => {
  const at = network.getViewPosition();
  const step = 80 / network.getScale();
  network.moveTo({ position: { x: at.x + x * step, y: at.y + y * step }, animation: false });
};

// ---- selection and neighbourhood -----------------------------------------------------------
let selected = null; // a node, a link, or null
const isLink = (thing) => thing !== null && "from" in thing;

// Links whose type can stand at their middle without covering one set before, or a lit node.
const nameable = (lit, near) => {
  const taken = [];
  // A node's shape and its name below are two boxes.
  const boxes = [...near].flatMap((id) => {
    const { x, y } = nodes[id];
    const { left, right, bottom } = network.getBoundingBox(id);
    const { size } = data.network.nodes[id];
    return [{ left: x - size, right: x + size, top: y - size, bottom: y + size },
      { left, right, top: y + size, bottom }];
  });
  const chosen = new Set();
  for (const link of [...lit].map((id) => links[id])) {
    const [from, to] = [nodes[link.from], nodes[link.to]];
    const [x, y] = [(from.x + to.x) / 2, (from.y + to.y) / 2];
    const half = 3.2 * link.words.length + 4;
    if (Math.abs(from.x - to.x) < 2 * half && Math.abs(from.y - to.y) < 70) continue;
    if (boxes.some((box) => x + half > box.left && x - half < box.right && y + 7 > box.top && y - 7 < box.bottom)) continue;
    if (taken.some((other) => Math.abs(other.x - x) < other.half + half && Math.abs(other.y - y) < 15)) continue;
    taken.push({ x, y, half });
    chosen.add(link.id);
  }
  return chosen;
};
// How each was painted last: only what differs is painted again.
const nodeState = (node, dim) => `${node.shown} ${dim} ${look.ink}`;
const linkState = (link, dim, lit, named) => `${link.shown} ${dim} ${lit} ${named} ${look.ink}`;
for (const node of nodes) node.painted = nodeState(node, false);
for (const link of links) link.painted = linkState(link, false, false, false);
const paint = () => {
  const near = new Set();
  const lit = new Set();
  if (isLink(selected)) {
    near.add(selected.from).add(selected.to);
    lit.add(selected.id);
  } else if (selected) {
    near.add(selected.id);
    for (const link of selected.links.filter((each) => each.shown)) {
      near.add(link.from).add(link.to);
      lit.add(link.id);
    }
  }
  const named = nameable(lit, near);
  const changedNodes = [];
  for (const node of nodes) {
    const dim = DIMS && selected !== null && !near.has(node.id);
    const state = nodeState(node, dim);
    if (node.painted === state) continue;
    node.painted = state;
    changedNodes.push({
      id: node.id, hidden: !node.shown, opacity: dim ? 0.18 : 1,
      font: { color: dim ? look.faint : look.ink, strokeColor: look.paper, strokeWidth: dim ? 0 : halo },
    });
  }
  if (changedNodes.length) drawnNodes.update(changedNodes);
  const changedLinks = [];
  for (const link of links) {
    const dim = DIMS && selected !== null && !lit.has(link.id);
    const state = linkState(link, dim, lit.has(link.id), named.has(link.id));
    if (link.painted === state) continue;
    link.painted = state;
    changedLinks.push({
      id: link.id, hidden: !link.shown,
      label: named.has(link.id) ? link.words : "",
      width: data.network.edges[link.id].width + (lit.has(link.id) ? 1 : 0),
      color: {
        color: lit.has(link.id) ? look.accent : look.edge, opacity: dim ? 0.15 : 1, inherit: false,
      },
    });
  }
  if (changedLinks.length) drawnLinks.update(changedLinks);
  if (isLink(selected)) network.setSelection({ nodes: [], edges: [selected.id] }, { highlightEdges: false });
  else network.setSelection({ nodes: selected ? [selected.id] : [], edges: [] }, { highlightEdges: false });
};

const inView = (node) => {
  const at = network.canvasToDOM({ x: node.x, y: node.y });
  return at.x > 40 && at.y > 30 && at.x < stage.clientWidth - 40 && at.y < stage.clientHeight - 40;
};
const select = (thing, { show = false } = {}) => {
  selected = thing;
  paint();
  explain();
  mark();
  if (show && thing) {
    const node = isLink(thing) ? nodes[thing.from] : thing;
    const scale = Math.max(network.getScale(), LEGIBLE);
    if (!inView(node) || network.getScale() < LEGIBLE) network.focus(node.id, { scale, animation: false });
  }
  if (thing) {
    say(isLink(thing) ? `Selected: ${title(thing)}` :
      `Selected: ${thing.name}, ${thing.words}, ${count(thing.links.filter((link) => link.shown).length, "link", "links")}`);
  } else say(summary());
};
const title = (link) => `${nodes[link.from].name} — ${link.words} — ${nodes[link.to].name}`;
const say = (text) => { $("status").textContent = text; };

// ---- details -------------------------------------------------------------------------------
const button = (text, act) => {
  const made = el("button", { type: "button", className: "plain", textContent: text, dir: "auto" });
  made.addEventListener("click", act);
  return made;
};
const evidence = (thing) => {
  const parts = [];
  for (const [label, text] of thing.quotes) {
    parts.push(el("figure", { className: "quote" },
      el("figcaption", { textContent: label }), el("blockquote", { textContent: text, dir: "auto" })));
  }
  if (thing.places.length) {
    parts.push(el("h4", { textContent: "Source" }),
      el("ul", { className: "places" }, ...thing.places.map((place) => el("li", { textContent: place, dir: "auto" }))));
  }
  return parts;
};
const factList = (facts) => facts.length === 0 ? null : el("dl", {}, ...facts.flatMap(([name, value]) =>
  [el("dt", { textContent: name }), el("dd", { textContent: value, dir: "auto" })]));

const explain = () => {
  const panel = $("details-body");
  panel.replaceChildren();
  $("details").toggleAttribute("data-empty", selected === null);
  if (selected === null) {
    panel.append(el("p", { className: "hint", textContent: data.hint }));
  } else if (isLink(selected)) {
    const [from, to] = [nodes[selected.from], nodes[selected.to]];
    panel.append(
      el("p", { className: "kind", textContent: "Link" }),
      el("h3", {}, button(from.name, () => select(from, { show: true })),
        el("span", { className: "verb", textContent: ` ${selected.words} ` }),
        button(to.name, () => select(to, { show: true }))),
      ...[factList(selected.facts)].filter(Boolean), ...evidence(selected));
    for (const end of [from, to]) {
      if (end.quotes.length === 0) continue;
      panel.append(el("h4", { textContent: `${end.words}: ${end.name}`, dir: "auto" }), ...evidence(end));
    }
    if (selected.places.length === 0 && selected.quotes.length === 0) {
      panel.append(el("p", { className: "hint", textContent: "The graph keeps no source of its own for this link." }));
    }
  } else {
    const node = selected;
    panel.append(el("p", { className: "kind", textContent: node.words }),
      el("h3", { textContent: node.name, dir: "auto" }),
      ...evidence(node), ...[factList(node.facts)].filter(Boolean));
    const shown = node.links.filter((link) => link.shown);
    panel.append(el("h4", { textContent: count(shown.length, "link", "links") }));
    panel.append(el("ul", { className: "links" }, ...shown.map((link) => el("li", {},
      button(`${link.from === node.id ? "" : "← "}${link.words}${link.from === node.id ? " →" : ""}`,
        () => select(link)),
      " ", button(far(link, node).name, () => select(far(link, node), { show: true }))))));
  }
  panel.scrollTop = 0;
};
