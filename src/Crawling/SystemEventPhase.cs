namespace Crawling;

/// <summary>When a trigger of a system event is called.</summary>
public enum SystemEventPhase
{
    /// <summary>First. The next phase waits for the deferreds these triggers return.</summary>
    Before,

    /// <summary>Second. The next phase waits for the deferreds these triggers return.</summary>
    During,

    /// <summary>Last.</summary>
    After,
}
