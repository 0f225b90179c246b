namespace Crawling.Cli;

/// <summary>What the compiler made of a project's spiders: an assembly and its portable PDB.</summary>
internal sealed record CompiledSpiders(byte[] Assembly, byte[] Symbols);
