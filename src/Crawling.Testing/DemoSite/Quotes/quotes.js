// Draws the page's own `data` if it has any; else fetches page after page as the visitor scrolls.
(() => {
  const box = document.querySelector(".quotes");

  function element(tag, className, text, children = []) {
    const node = Object.assign(document.createElement(tag), { className, textContent: text });
    node.append(...children);
    return node;
  }

  function draw(quote) {
    const author = element("span", "", "by ", [element("small", "author", quote.author.name)]);
    const tags = quote.tags.flatMap(tag => [element("a", "tag", tag), " "]);
    box.append(element("div", "quote", "", [
      element("span", "text", quote.text), author, element("div", "tags", "Tags: ", tags),
    ]));
  }

  let page = 0;
  let busy = false;
  async function more() {
    const nearEnd = window.innerHeight + window.scrollY > document.body.scrollHeight - 200;
    if (busy || !nearEnd) {
      return;
    }

    busy = true;
    const answer = await (await fetch(`/api/quotes?page=${++page}`)).json();
    answer.quotes.forEach(draw);
    busy = !answer.has_next;
    await more();
  }

  if (typeof data !== "undefined") {
    data.forEach(draw);
  } else {
    window.addEventListener("scroll", more);
    more();
  }
})();
