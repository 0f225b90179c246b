namespace Crawling.Cli;

/// <summary>What the compiler made of a project's spiders: an assembly and its portable PDB, and what it warns of, a line each.</summary>
internal sealed record CompiledSpiders(byte[] Assembly, byte[] Symbols, IReadOnlyList<string> Warnings);
