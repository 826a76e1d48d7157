
"use strict";
(() => {
  const form = document.getElementById("filters");
  const shown = document.getElementById("shown");
  const items = [...document.querySelectorAll(".reply, #rows tbody tr")];
  const rows = document.getElementById("rows");
  const words = new Map();

  const wordsOf = (item) => {
    if (!words.has(item)) {
      const copy = item.cloneNode(true);
      for (const number of copy.querySelectorAll(".number")) number.remove(); // they stand within the words
      words.set(item, copy.textContent.toLowerCase());
    }
    return words.get(item);
  };

  const matches = (item, wanted, searched) =>
    wanted.every(([name, value]) => name === "check" ? item.dataset.check.split(" ").includes(value) : item.dataset[name] === value)
    && (!searched || wordsOf(item).includes(searched));

  const filter = () => {
    const fields = [...new FormData(form)].filter(([, value]) => value.trim());
    const searched = (fields.find(([name]) => name === "words") || ["", ""])[1].trim().toLowerCase();
    const wanted = fields.filter(([name]) => name !== "words");
    let count = 0;
    let inRows = 0;
    for (const item of items) {
      const fits = matches(item, wanted, searched);
      item.hidden = !fits;
      count += fits;
      inRows += fits && item.localName === "tr";
    }
    if (rows) rows.hidden = !inRows;
    shown.value = fields.length ? `${count.toLocaleString("en")} of ${items.length.toLocaleString("en")} listed replies` : "";
  };

  if (form && items.length) {
    form.hidden = false;
    form.addEventListener("input", filter);
    form.addEventListener("submit", (event) => event.preventDefault());
    form.addEventListener("reset", () => setTimeout(filter));
    for (const link of document.querySelectorAll("[data-filter-check]")) {
      link.addEventListener("click", () => {
        if (!form.elements.check) return;
        form.reset();
        form.elements.check.value = link.dataset.filterCheck;
        filter();
      });
    }
    filter();
  }

  const plane = document.querySelector(".plane");
  const tip = document.getElementById("tip");
  if (!plane || !tip) return;
  const points = [...plane.querySelectorAll("a")];

  const tell = (point) => {
    const head = document.createElement("b");
    head.textContent = point.getAttribute("aria-label");
    tip.replaceChildren(head, point.dataset.text);
    tip.hidden = false;
    const box = point.getBoundingClientRect();
    const around = plane.parentElement.getBoundingClientRect();
    const left = Math.min(Math.max(box.left - around.left - tip.offsetWidth / 2, 0), around.width - tip.offsetWidth);
    const above = box.top - around.top - tip.offsetHeight - 8;
    tip.style.left = `${left}px`;
    tip.style.top = `${above < 0 ? box.bottom - around.top + 8 : above}px`;
  };
  const hide = () => { tip.hidden = true; };

  const middle = (point) => {
    const circle = point.querySelector("circle");
    return [Number(circle.getAttribute("cx")), Number(circle.getAttribute("cy"))];
  };
  const next = (from, key) => {
    const [x, y] = middle(from);
    let best = null;
    let least = Infinity;
    for (const point of points) {
      const [px, py] = middle(point);
      const along = { ArrowRight: px - x, ArrowLeft: x - px, ArrowDown: py - y, ArrowUp: y - py }[key];
      const across = key === "ArrowRight" || key === "ArrowLeft" ? Math.abs(py - y) : Math.abs(px - x);
      if (point !== from && along > 0 && along + 2 * across < least) {
        least = along + 2 * across;
        best = point;
      }
    }
    return best;
  };

  for (const point of points) {
    const title = point.querySelector("title");
    if (title) title.remove();
    point.addEventListener("mouseenter", () => tell(point));
    point.addEventListener("mouseleave", hide);
    point.addEventListener("focus", () => tell(point));
    point.addEventListener("blur", hide);
    point.addEventListener("click", () => {
      const target = document.querySelector(point.getAttribute("href"));
      if (target && target.hidden && form) {
        form.reset();
        for (const item of items) item.hidden = false;
        if (rows) rows.hidden = false;
      }
    });
  }
  plane.addEventListener("keydown", (event) => {
    const from = event.target.closest("a");
    const to = from && event.key.startsWith("Arrow") ? next(from, event.key) : null;
    if (!to) return;
    event.preventDefault();
    from.tabIndex = -1;
    to.tabIndex = 0;
    to.focus();
  });
  document.addEventListener("keydown", (event) => { if (event.key === "Escape") hide(); });
})();
