"use strict";
// A page from disk may not fetch, but may load scripts of its site: each file of the index calls
// minutegraph(name, data).
const loaded = new Map();
const waiting = new Map();
function minutegraph(name, data) { loaded.set(name, data); }
function load(name) {
  if (!waiting.has(name)) {
    waiting.set(name, new Promise((done) => {
      if (loaded.has(name)) { done(loaded.get(name)); return; }
      const script = document.createElement("script");
      script.src = `search/${name}.js`;
      script.addEventListener("load", () => done(loaded.get(name)));
      script.addEventListener("error", () => { waiting.delete(name); done(null); });
      document.head.append(script);
    }));
  }
  return waiting.get(name);
}

// As fold and shard in Python.
const PLAINER = { "ß": "ss", "æ": "ae", "œ": "oe", "ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "ı": "i", "ς": "σ" };
const fold = (text) => text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase().replace(/[ßæœøłđðþıς]/gu, (letter) => PLAINER[letter]);
const wordsOf = (folded) => folded.match(/[\p{L}\p{N}]+/gu) || [];
function shard(word) {
  return /^[a-z0-9]{1,2}$/.test(word.slice(0, 2)) ? word.slice(0, 2) : `u${word.codePointAt(0).toString(16)}`;
}

const NAMES = 20; // names shown at once
const TEXTS = 20; // passages shown at a time
const FAR = 60; // meetings looked through at a time
const $ = (id) => document.getElementById(id);
const input = $("words"), status = $("found"), results = $("results"), more = $("more");
let turn = 0;

for (const part of document.querySelectorAll("[data-needs-script]")) part.hidden = false;

async function names(wanted) {
  const index = await load("meetings");
  if (!index) return null;
  const parts = await Promise.all(Array.from({ length: index.names }, (_, number) => load(`names-${number}`)));
  const found = [];
  for (const part of parts) {
    if (!part) continue;
    if (!part.folded) part.folded = part.map((row) => fold([row[1], ...row.slice(4)].join(" \n ")));
    part.folded.forEach((text, place) => {
      if (!wanted.every((word) => text.includes(word))) return;
      // What begins with the words comes before what only holds them, short before long.
      const whole = fold(part[place][1]);
      const rank = whole === wanted.join(" ") ? 0 : whole.startsWith(wanted[0]) ? 1 : wanted.every((word) => ` ${text}`.includes(` ${word}`)) ? 2 : 3;
      found.push([rank, ORDER.indexOf(part[place][0]), whole, part[place]]);
    });
  }
  found.sort((a, b) => a[0] - b[0] || a[1] - b[1] || (a[2] < b[2] ? -1 : 1));
  return found.map((each) => each[3]);
}
const ORDER = ["Person", "Organisation", "Body", "Issue", "Meeting", "Document"];

// Numbers of the meetings whose minutes have a word beginning with each of those wanted, newest first.
async function places(wanted) {
  const index = await load("meetings");
  if (!index) return [];
  const have = new Set(index.words);
  let left = null;
  for (const word of wanted) {
    const heads = word.length > 1 || !/[a-z0-9]/.test(word) ? [shard(word)] : index.words.filter((head) => head[0] === word && head.length < 3);
    const found = new Set();
    let all = false;
    for (const head of heads) {
      if (!have.has(head)) continue;
      const words = (await load(`words-${head}`)) || {};
      for (const [known, numbers] of Object.entries(words)) {
        if (!known.startsWith(word)) continue;
        if (numbers === 0) all = true;
        else for (const number of numbers.split(" ")) found.add(number);
      }
    }
    if (!all) left = left === null ? found : new Set([...left].filter((number) => found.has(number)));
  }
  return index.meetings.filter((meeting) => left === null || left.has(meeting[0]));
}

function begins(folded, word) {
  for (let at = folded.indexOf(word); at >= 0; at = folded.indexOf(word, at + 1)) {
    if (at === 0 || !/[\p{L}\p{N}]/u.test(folded[at - 1])) return at;
  }
  return -1;
}

function element(name, text, className) {
  const made = document.createElement(name);
  if (text !== undefined) made.textContent = text;
  if (className) made.className = className;
  return made;
}

function link(url, text) {
  const made = element("a", text);
  made.href = url;
  made.dir = "auto";
  return made;
}

// Words of a passage around the first one wanted, those wanted marked.
function around(text, wanted) {
  const pieces = text.split(/([\p{L}\p{N}\p{M}]+)/u);
  const hits = pieces.map((piece) => wanted.some((word) => fold(piece).startsWith(word)));
  const first = Math.max(0, hits.indexOf(true) - 24);
  const quote = element("span", undefined, "quoted");
  quote.dir = "auto";
  if (first > 0) quote.append("… ");
  pieces.slice(first, first + 80).forEach((piece, place) => {
    quote.append(hits[first + place] ? element("mark", piece) : piece);
  });
  if (first + 80 < pieces.length) quote.append(" …");
  return quote;
}

function list(title, id) {
  const section = element("section");
  const heading = element("h2", title);
  heading.id = id;
  section.setAttribute("aria-labelledby", id);
  const items = element("ul", undefined, "results");
  section.append(heading, items);
  results.append(section);
  return items;
}

async function search() {
  const mine = ++turn;
  const wanted = wordsOf(fold(input.value));
  more.hidden = true;
  if (!wanted.length) {
    results.replaceChildren();
    status.textContent = "";
    return;
  }
  status.textContent = "Searching …";
  const [named, meetings] = await Promise.all([names(wanted), places(wanted)]);
  if (mine !== turn) return;
  results.replaceChildren();
  if (named === null) {
    status.textContent = "The index cannot be read: the folder search is missing beside this page.";
    return;
  }
  if (named.length) {
    const items = list(named.length > NAMES ? `Names (the first ${NAMES} of ${named.length})` : `Names (${named.length})`, "names-found");
    for (const [kind, name, page, further] of named.slice(0, NAMES)) {
      const item = element("li");
      item.append(link(page, name), " ", element("span", further ? `${kind}, ${further}` : kind, "hint"));
      items.append(item);
    }
  }
  let items = null;
  let next = 0;
  let shown = 0;
  async function further() {
    more.hidden = true;
    const until = shown + TEXTS;
    const end = next + FAR;
    while (next < meetings.length && next < end && shown < until) {
      const [number, name, date, page] = meetings[next++];
      const rows = await load(`texts/${number}`);
      if (mine !== turn) return;
      for (const [anchor, kind, ref, text] of rows || []) {
        const folded = fold(text);
        if (!wanted.every((word) => begins(folded, word) >= 0)) continue;
        if (!items) items = list("In the minutes", "texts-found");
        const item = element("li");
        const where = [date || "no date", name, kind, ref].filter(Boolean).join(", ");
        item.append(link(`${page}#${anchor}`, where), element("br"), around(text, wanted));
        items.append(item);
        shown += 1;
      }
    }
    const passages = shown === 1 ? "1 passage" : `${shown} passages`;
    const all = next >= meetings.length;
    more.hidden = all;
    status.textContent = `${named.length === 1 ? "1 name" : `${named.length} names`}, ${passages}${all ? "" : " so far"}`;
  }
  more.onclick = further;
  await further();
}

let soon = 0;
input.addEventListener("input", () => {
  clearTimeout(soon);
  turn += 1;
  status.textContent = input.value.trim() ? "Searching …" : "";
  soon = setTimeout(search, 150);
});
input.addEventListener("focus", () => { load("meetings").then((index) => { if (index) load("names-0"); }); }, { once: true });
input.addEventListener("keydown", (event) => {
  if (event.key === "Escape") { input.value = ""; search(); }
  if (event.key === "Enter") { const first = results.querySelector("a"); if (first) first.click(); }
  if (event.key === "ArrowDown") { const first = results.querySelector("a"); if (first) { event.preventDefault(); first.focus(); } }
});
results.addEventListener("keydown", (event) => {
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (!step) return;
  const links = [...results.querySelectorAll("a")];
  const to = links.indexOf(document.activeElement) + step;
  event.preventDefault();
  if (to < 0) input.focus();
  else if (links[to]) links[to].focus();
});
if (location.hash === "#find") input.focus();
