// Before anything is drawn, so that nothing flashes: the theme that was chosen, else that of the system.
(function () {
    "use strict";
    const root = document.documentElement;
    const system = matchMedia("(prefers-color-scheme: dark)");
    const chosen = localStorage.getItem("theme");
    if (chosen) {
        root.dataset.theme = chosen;
    }

    document.addEventListener("DOMContentLoaded", () => {
        const button = document.getElementById("theme");
        const isDark = () => (root.dataset.theme ?? (system.matches ? "dark" : "light")) === "dark";
        const show = () => {
            button.title = isDark() ? "Light theme" : "Dark theme";
            button.setAttribute("aria-label", button.title);
        };
        button.addEventListener("click", () => {
            root.dataset.theme = isDark() ? "light" : "dark";
            localStorage.setItem("theme", root.dataset.theme);
            show();
        });
        system.addEventListener("change", show);
        show();
    });
})();
