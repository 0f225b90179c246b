namespace Crawling.Testing.Demo;

/// <summary>The words that titles and descriptions are made of.</summary>
internal static class BookWords
{
    public static readonly string[] Categories =
    [
        "Travel", "Mystery", "Historical Fiction", "Sequential Art", "Classics", "Philosophy", "Romance", "Letters", "Fiction", "Childrens",
        "Religion", "Nonfiction", "Music", "Folklore", "Science Fiction", "Sports and Games", "Seafaring", "Fantasy", "Gardening",
        "Young Adult", "Science", "Poetry", "Paranormal", "Art", "Psychology", "Autobiography", "Parenting", "Architecture", "Humor", "Horror",
        "History", "Food and Drink", "Mountaineering", "Business", "Biography", "Thriller", "Contemporary", "Railways", "Academic",
        "Self Help", "Cartography", "Mathematics", "Suspense", "Short Stories", "Novels", "Health", "Politics", "Cultural", "Astronomy", "Crime",
    ];

    private static readonly string[] Qualities =
    [
        "Quiet", "Crooked", "Last", "Paper", "Silver", "Forgotten", "Unlikely", "Patient", "Borrowed", "Northern", "Hollow", "Amber", "Wandering",
        "Second", "Honest", "Velvet", "Invisible", "Winter", "Clockwork", "Salt", "Stubborn", "Painted", "Midnight", "Restless", "Glass",
        "Unfinished", "Copper", "Gentle", "Distant", "Seventh", "Blue", "Careful", "Drowned", "Ordinary", "Hidden", "Early", "Lost", "Risqué",
    ];

    private static readonly string[] Things =
    [
        "Lighthouse", "Orchard", "Atlas", "Staircase", "Harbour", "Café", "Cartographer", "Almanac", "Garden", "Compass", "Telegram", "Violin",
        "Archive", "Ferry", "Observatory", "Umbrella", "Kingdom", "Recipe", "Lantern", "Bridge", "Soirée", "Island", "Glacier", "Museum", "Suitcase",
        "Parliament", "Sparrow", "Labyrinth", "Greenhouse", "Clock", "Letter", "Forest", "Theatre", "Comet", "Library", "Marmalade", "Railway",
        "Meadow", "Mirror", "Notebook", "Protégé", "Riverbank", "Season", "Tailor", "Volcano", "Weather", "Window", "Anchor", "Festival", "Chimney",
    ];

    private static readonly string[] People =
    [
        "Beekeeper", "Lamplighter", "Translator", "Clockmaker", "Fiancée", "Navigator", "Librarian", "Botanist", "Stationmaster", "Weaver",
        "Astronomer", "Baker", "Ferryman", "Postmistress", "Glassblower", "Understudy", "Surveyor", "Apprentice", "Emissary", "Locksmith",
        "Puppeteer", "Chess Player", "Gardener", "Widow", "Archivist", "Piano Tuner",
    ];

    private static readonly string[] Places =
    [
        "Vesterholm", "Port Alder", "Marrowgate", "Quillon", "the Seven Hills", "Low Ferry", "Ashmere", "the Long Coast", "Tarn Abbey", "Castelbruno",
        "the Upper Town", "Saint-Orme", "Oldbridge", "the Salt Islands", "Wintermark", "Larkspur Street", "the Far Meadow", "Brindle Bay",
    ];

    private static readonly string[] Doings =
    [
        "Mend", "Lose", "Find", "Paint", "Outwit", "Inherit", "Befriend", "Understand", "Cook for", "Photograph", "Forgive", "Outlive",
    ];

    private static readonly string[] Kinds =
    [
        "A Novel", "A Memoir", "A Field Guide", "Stories", "A Love Story", "Collected Essays", "A Short History", "Notes for Beginners",
        "An Illustrated Companion", "A True Account", "A Comedy in Nine Chapters", "Letters, 1890–1911",
    ];

    private static readonly string[] Names =
    [
        "Aurélie", "Bjørn", "Chiara", "Dariusz", "Eszter", "Faisal", "Gwen", "Héctor", "Ingrid", "Jiří", "Kofi", "Lütfiye", "Marguerite", "Nadezhda",
        "Ødger", "Priya", "Quentin", "Rosalía", "Søren", "Thi Hoa", "Ursula", "Václav", "Winifred", "Yannis",
    ];

    private static readonly Func<Draw, string>[] Titles =
    [
        draw => $"The {draw.From(Qualities)} {draw.From(Things)}",
        draw => $"The {draw.From(People)}’s {draw.From(Things)}",
        draw => $"The {draw.From(Things)} of {draw.From(Places)}",
        draw => $"The {draw.From(Qualities)} {draw.From(People)} of {draw.From(Places)}",
        draw => $"{draw.From(Qualities)} {draw.From(Things)}: {draw.From(Kinds)}",
        draw => $"The {draw.From(People)} and the {draw.From(Things)}",
        draw => $"How to {draw.From(Doings)} the {draw.From(People)} Next Door",
        draw => $"{2 + draw.Below(98)} Days in {draw.From(Places)}: {draw.From(Kinds)}",
        draw => $"The {draw.From(Qualities)} {draw.From(Things)} (Chronicles of {draw.From(Places)} #{1 + draw.Below(7)})",
    ];

    private static readonly Func<Draw, string>[] Openings =
    [
        draw => $"When the {draw.From(People).ToLowerInvariant()} of {draw.From(Places)} disappears overnight, only {draw.From(Names)} seems to notice.",
        draw => $"{draw.From(Names)} had meant to stay in {draw.From(Places)} for an afternoon. That was {2 + draw.Below(40)} years ago.",
        draw => $"Everyone in {draw.From(Places)} knows the story of the {draw.From(Qualities).ToLowerInvariant()} "
            + $"{draw.From(Things).ToLowerInvariant()}; nobody agrees on how it ends.",
        draw => $"“You will know it when you see it,” said {draw.From(Names)}, and handed over the {draw.From(Things).ToLowerInvariant()}.",
    ];

    private static readonly Func<Draw, string>[] Middles =
    [
        draw => $"What follows is a tale of one {draw.From(Things).ToLowerInvariant()}, two letters and a debt that {draw.From(Names)} never owed.",
        draw => $"With the help of {draw.From(Names)}, a {draw.From(Qualities).ToLowerInvariant()} companion at best, the search leads "
            + $"from {draw.From(Places)} to {draw.From(Places)} and – by way of the wrong train – back again.",
        draw => $"Part confession, part inventory, it asks what a {draw.From(People).ToLowerInvariant()} may keep & what has to be given away.",
        draw => $"But the {draw.From(People).ToLowerInvariant()} has other plans, and winter is coming to {draw.From(Places)}.",
    ];

    private static readonly Func<Draw, string>[] Endings =
    [
        draw => $"Warm, exact and quietly funny, “{{0}}” is for everyone who has ever missed a {draw.From(Things).ToLowerInvariant()}.",
        draw => $"“{{0}}” was first printed in {draw.From(Places)}, in an edition of {100 + draw.Below(900)}.",
        draw => $"This edition of “{{0}}” has a new afterword by {draw.From(Names)}.",
    ];

    public static string Entitle(Draw draw) => draw.From(Titles)(draw);

    public static string Describe(Draw draw, string title)
    {
        var ending = draw.From(Endings)(draw).Replace("{0}", title);
        return $"{draw.From(Openings)(draw)} {draw.From(Middles)(draw)} {ending}";
    }
}
