"use strict";
// Lights what is pointed at or stepped to, and shows beside it what the minutes say of it.
{
  const drawings = [...document.querySelectorAll(".ribbons")];
  const said = document.getElementById("said");
  for (const part of document.querySelectorAll("[data-needs-script]")) part.hidden = false;

  const number = (thing, side) => thing.dataset[side];
  const fits = (thing, chosen) => ["left", "right"].every((side) =>
    number(chosen, side) === undefined || number(thing, side) === number(chosen, side));
  const light = (chosen) => {
    for (const drawing of drawings) {
      drawing.classList.toggle("choosing", chosen !== null);
      const threads = [...drawing.querySelectorAll(".thread")];
      const lit = chosen ? threads.filter((thread) => fits(thread, chosen)) : [];
      const ends = new Set(lit.flatMap((thread) => [`l${number(thread, "left")}`, `r${number(thread, "right")}`]));
      for (const thread of threads) thread.classList.toggle("lit", lit.includes(thread));
      for (const end of drawing.querySelectorAll(".end")) {
        const place = number(end, "left") === undefined ? `r${number(end, "right")}` : `l${number(end, "left")}`;
        end.classList.toggle("lit", ends.has(place));
      }
    }
  };
  const evidence = [...document.querySelectorAll(".evidence details")];
  const explain = (chosen) => {
    const found = evidence.filter((each) => fits(each, chosen));
    said.replaceChildren(...found.map((each) => {
      const copy = each.cloneNode(true);
      copy.removeAttribute("id");
      copy.open = found.length === 1;
      return copy;
    }));
    said.scrollTop = 0;
    document.getElementById("chosen").textContent =
      `${found.length} ${found.length === 1 ? "pair" : "pairs"} beside the drawing: ` +
      (chosen.getAttribute("aria-label") ?? chosen.textContent.trim().replace(/\s+/g, " "));
  };
  let kept = null; // what a click or the keyboard chose stays until something else is
  for (const drawing of drawings) {
    for (const thing of drawing.querySelectorAll(".thread, .end")) {
      thing.addEventListener("mouseenter", () => light(thing));
      thing.addEventListener("mouseleave", () => light(kept));
      thing.addEventListener("focus", () => { kept = thing; light(thing); explain(thing); });
      thing.addEventListener("click", (event) => {
        event.preventDefault();
        kept = thing;
        light(thing);
        explain(thing);
        if (said.getBoundingClientRect().top > innerHeight) said.parentElement.scrollIntoView({ block: "nearest" });
      });
    }
  }
  const clear = () => {
    kept = null;
    light(null);
  };
  document.addEventListener("keydown", (event) => { if (event.key === "Escape") clear(); });
  document.addEventListener("click", (event) => { if (!event.target.closest(".ribbons, .said")) clear(); });
  // A link to what is closed opens it.
  const open = () => {
    const wanted = location.hash.length > 1 && document.getElementById(location.hash.slice(1));
    if (wanted && wanted.tagName === "DETAILS") wanted.open = true;
  };
  addEventListener("hashchange", open);
  open();
}
