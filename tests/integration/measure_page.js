// Runs in a copy of the report and leaves in its place what it measured, as JSON.
(() => {
  const measured = { dark: matchMedia("(prefers-color-scheme: dark)").matches };
  const root = document.documentElement;
  measured.overflow = root.scrollWidth - root.clientWidth;
  measured.headings = [...document.querySelectorAll("h1, h2, h3, h4")].map((h) => +h.tagName[1]);
  measured.landmarks = ["header", "nav", "main", "footer"].filter(
    (name) => document.querySelectorAll(name).length !== 1);
  const ids = [...document.querySelectorAll("[id]")].map((e) => e.id);
  measured.repeatedIds = ids.filter((id, place) => ids.indexOf(id) !== place);
  const names = [...document.querySelectorAll("[aria-labelledby]")];
  measured.namelessParts = names.flatMap((e) => e.getAttribute("aria-labelledby").split(" "))
    .concat([...document.querySelectorAll("a[href^='#']")].map((a) => a.hash.slice(1)))
    .filter((id) => !document.getElementById(id));
  measured.tables = [...document.querySelectorAll("table")].filter(
    (t) => !t.caption || t.querySelector("th:not([scope])")).length;

  const parse = (color) => (color.match(/[\d.]+/g) || []).map(Number);
  const luminance = ([r, g, b]) => [r, g, b].map((v) => v / 255)
    .map((v) => (v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4))
    .reduce((sum, v, place) => sum + v * [0.2126, 0.7152, 0.0722][place], 0);
  const paper = (element) => {
    for (let e = element; e; e = e.parentElement) {
      const color = parse(getComputedStyle(e).backgroundColor);
      if (color.length === 3 || color[3] > 0) return color;
    }
    return [255, 255, 255];
  };
  const contrast = (element) => {
    const style = getComputedStyle(element);
    const ink = parse(element instanceof SVGElement ? style.fill : style.color);
    const [low, high] = [luminance(ink), luminance(paper(element))].sort((a, b) => a - b);
    return (high + 0.05) / (low + 0.05);
  };
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  const faint = new Set();
  while (walker.nextNode()) {
    const parent = walker.currentNode.parentElement;
    if (!walker.currentNode.data.trim() || parent.closest("script, title, desc")) continue;
    if (contrast(parent) < 4.5) faint.add(`${parent.tagName}.${parent.className}`);
  }
  measured.faint = [...faint];
  measured.faintBars = [...document.querySelectorAll(".bar, .threshold")].filter((e) => {
    const style = getComputedStyle(e);
    const ink = parse(style.stroke === "none" ? style.fill : style.stroke);
    const [low, high] = [luminance(ink), luminance(paper(e))].sort((a, b) => a - b);
    return (high + 0.05) / (low + 0.05) < 3;
  }).length;
  // What scrolls must be reachable by the keyboard.
  measured.unreachable = [...document.querySelectorAll("main *")].filter((e) =>
    /auto|scroll/.test(getComputedStyle(e).overflowX) && e.tabIndex < 0).length;
  // By the rules and not by trying: a headless window does not always have the focus.
  const rule = (selector) => [...document.styleSheets[0].cssRules].find(
    (each) => each.selectorText === selector);
  measured.focusIsSeen = rule(":focus-visible").cssText.includes("outline: 3px solid")
    && parseInt(rule(".skip:focus").style.left) >= 0 && document.querySelector("a").className === "skip";
  document.body.textContent = JSON.stringify(measured);
})();
