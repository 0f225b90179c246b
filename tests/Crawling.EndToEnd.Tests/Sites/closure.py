#!/usr/bin/env python3
"""The pages of a site that links lead to from its start page: one URL a line, sorted.

Knows nothing of the crawler: Python's own HTML parser, URL joining and HTTP client, one request after another. A page is what answers 200 with
text/html; a link is the href of an a or area element, joined with the page's URL or its base element, without fragment, on the same host and port.
"""
import http.client
import sys
from html.parser import HTMLParser
from urllib.parse import quote, urldefrag, urljoin, urlsplit


class Links(HTMLParser):
    def __init__(self):
        super().__init__(convert_charrefs=True)
        self.hrefs = []
        self.base = None

    def handle_starttag(self, tag, attributes):
        href = dict(attributes).get("href")
        if href is None:
            return
        if tag in ("a", "area"):
            self.hrefs.append(href.strip())
        elif tag == "base" and self.base is None:
            self.base = href.strip()


def fetch(connection, url):
    parts = urlsplit(url)
    path = quote(parts.path or "/", safe="/%:@!$&'()*+,;=~") + ("?" + parts.query if parts.query else "")
    connection.request("GET", path)
    reply = connection.getresponse()
    body = reply.read()
    return reply.status, reply.headers, body


def main(start):
    site = urlsplit(start).netloc
    connection = http.client.HTTPConnection(site)
    seen, waiting, pages = {start}, [start], []
    while waiting:
        url = waiting.pop()
        status, headers, body = fetch(connection, url)
        if status in (301, 302, 303, 307, 308):
            targets = [urljoin(url, headers["Location"])]
        elif status == 200 and headers.get_content_type() == "text/html":
            pages.append(url)
            parser = Links()
            parser.feed(body.decode("utf-8", "replace"))
            base = urljoin(url, parser.base) if parser.base else url
            targets = [urljoin(base, href) for href in parser.hrefs]
        else:
            targets = []
        for target in targets:
            target = urldefrag(target).url
            parts = urlsplit(target)
            if parts.scheme == "http" and parts.netloc == site and target not in seen:
                seen.add(target)
                waiting.append(target)
    print("\n".join(sorted(pages)))


if __name__ == "__main__":
    main(sys.argv[1])
