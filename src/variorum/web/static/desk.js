// Keys, dropped files, and where the focus goes when htmx has swapped a part. Every page works without this file.
"use strict";
(() => {
  sessionStorage.removeItem("htmx-current-path-for-history"); // htmx notes the address once; an address may hold a name
  const on = () => localStorage.getItem("variorum-keys") !== "off";
  const sheet = document.getElementById("keys");
  for (const box of document.querySelectorAll(".keys-on")) {
    box.checked = on();
    box.addEventListener("change", () => localStorage.setItem("variorum-keys", box.checked ? "on" : "off"));
  }

  const move = (step) => {
    const items = [...document.querySelectorAll("[data-item], article.card, li.row")];
    if (!items.length) return;
    const at = Math.min(Math.max(items.findIndex((one) => one.matches(".on")) + step, 0), items.length - 1);
    for (const one of items) one.classList.toggle("on", one === items[at]);
    items[at].querySelector("a, button")?.focus({ preventScroll: true });
    items[at].scrollIntoView({ block: "nearest" });
  };
  const needs = { v: "how", m: "how", w: "other" }; // the field that a key's judgement is not made without
  const judge = (key) => {
    const button = document.querySelector(`button[data-act="${CSS.escape(key)}"]`);
    if (!button) return false;
    const field = document.getElementById(needs[key]);
    if (field && !field.value.trim()) field.focus();
    else button.click();
    return true;
  };
  document.addEventListener("keydown", (event) => {
    const typing = event.target.closest("input:not([type=checkbox]), textarea, select");
    if (event.key === "Escape" && typing) { typing.blur(); return; }
    if (typing || event.ctrlKey || event.metaKey || event.altKey || !on()) return;
    if (sheet?.open) return;
    if (event.key === "?" && sheet) { sheet.showModal(); }
    else if (event.key === "/") { document.getElementById("q")?.focus(); }
    else if (event.key === "j") { move(1); }
    else if (event.key === "k") { move(-1); }
    else if (judge(event.key)) { /* judged */ }
    else {
      const link = document.querySelector(`a[data-key="${CSS.escape(event.key)}"]`);
      if (!link) return;
      location.assign(link.href);
    }
    event.preventDefault();
  });

  for (const name of ["dragover", "dragleave", "drop"]) {
    document.addEventListener(name, (event) => {
      const drop = document.querySelector(".drop");
      if (!drop) return;
      event.preventDefault();
      drop.classList.toggle("over", name === "dragover");
      if (name === "drop" && event.dataTransfer.files.length) {
        drop.querySelector("input[type=file]").files = event.dataTransfer.files;
      }
    });
  }

  const seen = () => {
    const fault = document.getElementById("fault");
    if (fault?.textContent) fault.scrollIntoView({ block: "nearest" });
  };
  const say = (told, fault) => {
    for (const [id, text] of [["told", told], ["fault", fault]]) {
      const place = document.getElementById(id);
      if (place) place.textContent = text;
    }
    seen();
  };
  let held = false;
  document.addEventListener("htmx:beforeRequest", (event) => {
    if (event.detail.elt.id !== "q") say(event.detail.elt.dataset.told ?? "", "");
  });
  document.addEventListener("htmx:beforeSwap", (event) => {
    held = event.detail.target.contains(document.activeElement);
  });
  document.addEventListener("htmx:afterSettle", (event) => {
    // Where the part that had the focus is gone, the focus goes to what says what became of it.
    if (held && document.activeElement === document.body) {
      (document.getElementById("told") ?? document.getElementById("main")).focus({ preventScroll: true });
    }
    held = false;
    seen();
    if (event.detail.requestConfig?.elt.id === "q") history.replaceState(null, "", event.detail.pathInfo.finalRequestPath);
  });
  document.addEventListener("htmx:sendError", () => {
    say("", "The desk does not answer. Nothing was changed by this; look whether variorum serve still runs.");
  });
})();
