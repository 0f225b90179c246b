namespace Crawling.Items;

/// <summary>The built-in steps of an item.</summary>
internal static class ItemSteps
{
    /// <summary>In the order they are taken; those of the user follow.</summary>
    public static ComponentList<IItemPipeline> BuiltIn() => new ComponentList<IItemPipeline>()
        .Add<ValidationPipeline>()
        .Add<DuplicatesPipeline>()
        .Add<FilesPipeline>()
        .Add<ImagesPipeline>();
}
