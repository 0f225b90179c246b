namespace Crawling.Feeds;

/// <summary>How the items of one feed are written down.</summary>
internal interface IFeedFormat
{
    /// <summary>Goes on after what a finished file holds.</summary>
    /// <exception cref="SettingsException">Nothing can follow that.</exception>
    void Continue(Stream file);

    /// <summary>Writes an item, with all that has to stand before it.</summary>
    /// <param name="item">The item.</param>
    /// <param name="first">Whether nothing stands before it yet.</param>
    /// <exception cref="FeedException">The item does not fit those before it.</exception>
    void Write(HeldItem item, bool first);

    /// <summary>Writes what stands after the last item.</summary>
    /// <param name="empty">Whether there was no item.</param>
    void Close(bool empty);
}
