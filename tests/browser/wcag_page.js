// What wcag.mjs asks of a page, evaluated inside it.
globalThis.wcag = (() => {
  const extra = new CSSStyleSheet();
  document.adoptedStyleSheets = [extra];
  const seen = (e) => e.checkVisibility({ visibilityProperty: true }) && e.getClientRects().length > 0;
  const told = (e) => e.outerHTML.slice(0, 120);
  const rgb = (text) => (text.match(/[\d.]+/g) ?? []).map(Number);
  const light = ([r, g, b]) => [r, g, b].map((c) => c / 255)
    .map((c) => (c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4))
    .reduce((sum, c, k) => sum + c * [0.2126, 0.7152, 0.0722][k], 0);
  const ratio = (a, b) => { const [x, y] = [light(rgb(a)), light(rgb(b))].sort((p, q) => q - p); return (x + 0.05) / (y + 0.05); };
  const behind = (e) => {
    for (let one = e; one; one = one.parentElement) {
      const [r, g, b, a] = rgb(getComputedStyle(one).backgroundColor);
      if (a === undefined || a === 1) return `rgb(${r},${g},${b})`;
    }
    return "rgb(255,255,255)";
  };
  const STOPS = "a[href],button,input:not([type=hidden]),textarea,select,summary,[tabindex='0']";
  const stops = () => [...document.querySelectorAll(STOPS)].filter((e) => seen(e) && !e.disabled && !e.closest("svg"));
  return {
    styled: (css) => extra.replaceSync(css),
    overflow: () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
    // Elements that cut off their text, but those that are meant for screen readers alone and those that scroll.
    clipped: () => [...document.querySelectorAll("body *")].filter((e) => {
      const style = getComputedStyle(e);
      if (!seen(e) || e.closest("svg, .hidden, thead, caption, textarea, select, input")) return false;
      if (!["hidden", "clip"].some((v) => [style.overflowX, style.overflowY].includes(v))) return false;
      return e.scrollWidth > e.clientWidth + 1 || e.scrollHeight > e.clientHeight + 1;
    }).map(told),
    headings: () => [...document.querySelectorAll("h1,h2,h3,h4,h5,h6")].filter(seen).map((h) => Number(h.tagName[1])),
    moving: () => [...document.getAnimations().map(String), ...[...document.querySelectorAll("*")].filter((e) => {
      const style = getComputedStyle(e);
      return style.animationName !== "none" || parseFloat(style.transitionDuration) > 0 || style.scrollBehavior === "smooth";
    }).map(told)],
    // What appears or vanishes when something is hovered or holds a title: there is to be nothing of the kind.
    hovered: () => [
      ...[...document.querySelectorAll("[title]")].map(told),
      ...[...document.styleSheets].flatMap((s) => [...s.cssRules]).filter((r) => r.selectorText?.includes(":hover")
        && [...r.style].some((p) => !/^(text-decoration|background)/.test(p))).map((r) => r.cssText)],
    // Each picture with how much it draws and how many rows the table of its section has.
    pictures: () => [...document.querySelectorAll("section:has(> div svg[role=img], > svg[role=img])")].map((section) => ({
      id: section.id, named: [...section.querySelectorAll("svg[role=img]")].every((one) => one.getAttribute("aria-label")),
      drawn: section.querySelectorAll("rect.bar, svg.broad .edge, circle").length,
      rows: section.querySelectorAll("tbody tr").length })),
    stops: () => stops().length,
    focus: () => {
      const e = document.activeElement;
      if (!e || e === document.body) return null;
      const box = e.getBoundingClientRect();
      const style = getComputedStyle(e);
      const points = [...e.getClientRects()].flatMap((b) => [[b.left + b.width / 2, b.top + b.height / 2],
        [b.left + 3, b.top + 3], [b.right - 3, b.bottom - 3]]);
      const there = points.some(([x, y]) => { const top = document.elementFromPoint(x, y);
        return top && (e.contains(top) || top.contains(e) || top.closest("label")?.control === e); });
      const marked = style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2
        && ratio(style.outlineColor, behind(e.parentElement)) >= 3;
      return { number: stops().indexOf(e), what: told(e), hidden: !there, unmarked: !marked, box: [box.top, box.left] };
    },
    // Borders of fields and buttons, bars, lines and spots of pictures, and the lines under marked words.
    contrast: () => {
      const found = [];
      const say = (e, colour, ground) => {
        globalThis.measured = (globalThis.measured ?? 0) + 1;
        const is = ratio(colour, ground);
        if (is < 3) found.push(`${is.toFixed(2)} ${colour} on ${ground} ${told(e)}`);
      };
      for (const e of document.querySelectorAll("input:not([type=hidden],[type=checkbox]),textarea,button,.drop")) {
        if (seen(e)) say(e, getComputedStyle(e).borderTopColor, behind(e.parentElement));
      }
      for (const e of document.querySelectorAll("svg rect.bar, svg.graph path.edge, svg.map circle, svg .scale")) {
        if (!seen(e)) continue;
        const style = getComputedStyle(e);
        const ink = e.matches("rect.bar, circle:not(.empty)") ? style.fill : style.stroke;
        say(e, ink, behind(e.closest("svg.map") ?? e.closest("div")));
      }
      for (const e of document.querySelectorAll("mark")) {
        if (seen(e)) say(e, getComputedStyle(e).textDecorationColor, behind(e));
      }
      return found;
    },
  };
})();
