"""Scrapy on the same job: python3 scrapy_peer.py OUT START..."""
import sys
from urllib.parse import urlsplit

import scrapy
from scrapy.crawler import CrawlerProcess
from scrapy.http import HtmlResponse
from scrapy.linkextractors import LinkExtractor


class Pages(scrapy.Spider):
    name = "pages"
    start_urls = sys.argv[2:]
    allowed_domains = [urlsplit(url).hostname for url in sys.argv[2:]]
    extractor = LinkExtractor()

    def parse(self, response):
        if not isinstance(response, HtmlResponse):
            return
        links = self.extractor.extract_links(response)
        yield {"url": response.url, "title": response.css("title::text").get(), "links": len(links)}
        for link in links:
            yield scrapy.Request(link.url.partition("#")[0])


process = CrawlerProcess(
    {
        "CONCURRENT_REQUESTS": 16,
        "CONCURRENT_REQUESTS_PER_DOMAIN": 16,
        "ROBOTSTXT_OBEY": False,
        "RETRY_ENABLED": False,
        "COOKIES_ENABLED": False,
        "TELNETCONSOLE_ENABLED": False,
        "LOG_LEVEL": "ERROR",
        "FEEDS": {sys.argv[1]: {"format": "jsonlines"}},
    }
)
process.crawl(Pages)
process.start()
