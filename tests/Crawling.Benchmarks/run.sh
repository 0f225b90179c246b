#!/bin/sh
# Installs what the comparison needs and runs it: run.sh [RUNS]. Nothing else should be at work on the machine.
set -e
apt-get update -q
apt-get install -q -y nginx-light openjdk-17-doc python3-scrapy
cd "$(dirname "$0")/../.."
exec dotnet run -c Release --project tests/Crawling.Benchmarks -- peers "${1:-5}"
