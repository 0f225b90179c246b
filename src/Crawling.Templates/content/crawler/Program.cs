return await Crawling.Cli.CommandLine.RunAsync(args);
