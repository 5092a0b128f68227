import Markup

/// What a report does: its mistakes are shown large.
enum ReportScript {
    static let script = HTML(
        verbatim: """
            "use strict";
            const mistakes = [...document.querySelectorAll(".mistakes > .mistake")];
            const dialog = document.getElementById("large");
            const [previous, next] = dialog.querySelectorAll("form button");
            let shown = 0;
            function show(number) {
              shown = (number + mistakes.length) % mistakes.length;
              const [image, list, foot] = ["img", "dl", "small"].map(name => mistakes[shown].querySelector(name).cloneNode(true));
              // Single pixels can be told apart, and no more than that.
              image.style.maxWidth = `${image.getAttribute("width") * 12}px`;
              const [name, probability] = [document.createElement("dt"), document.createElement("dd")];
              name.textContent = "probability";
              probability.textContent = foot.lastElementChild.textContent.replace("p = ", "");
              foot.lastElementChild.remove();
              list.append(name, probability);
              dialog.querySelector(".mistake").replaceChildren(image, list, foot);
              dialog.querySelector("output").textContent = `${shown + 1} of ${mistakes.length}`;
            }
            mistakes.forEach((mistake, number) => mistake.querySelector("button").addEventListener("click", () => {
              show(number);
              dialog.showModal();
            }));
            previous.addEventListener("click", () => show(shown - 1));
            next.addEventListener("click", () => show(shown + 1));
            dialog.addEventListener("keydown", event => {
              const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
              if (step) show(shown + step);
            });
            dialog.addEventListener("click", event => { if (event.target === dialog) dialog.close(); });
            dialog.addEventListener("close", () => mistakes[shown].querySelector("button").focus());
            """)
}
