namespace Crawling.Cli;

/// <summary>What the keys of the view do to the crawl, and to what is shown.</summary>
internal sealed class LiveKeys(CrawlerProcess process, Crawler crawler, Action leave)
{
    private const int FarthestScroll = 1000;

    private LivePage _before;
    private bool _isPaused;

    public LivePage Page { get; private set; }

    public int Scroll { get; private set; }

    public void Press(ConsoleKeyInfo key)
    {
        switch (key)
        {
            case { KeyChar: 'p' or 'P' }:
                Pause();
                break;
            case { KeyChar: '+' or '=' }:
                ChangeConcurrency(1);
                break;
            case { KeyChar: '-' or '_' }:
                ChangeConcurrency(-1);
                break;
            case { KeyChar: 's' or 'S' }:
                process.Interrupt();
                break;
            case { KeyChar: 'q' or 'Q' }:
                leave();
                break;
            case { KeyChar: '?' or 'h' }:
                Turn(Page == LivePage.Help ? _before : LivePage.Help);
                break;
            case { Key: ConsoleKey.LeftArrow } or { Key: ConsoleKey.Tab, Modifiers: ConsoleModifiers.Shift }:
                Turn(Next(-1));
                break;
            case { Key: ConsoleKey.Tab or ConsoleKey.RightArrow }:
                Turn(Next(1));
                break;
            case { Key: ConsoleKey.UpArrow }:
                Move(Page == LivePage.Hosts ? -1 : 1);
                break;
            case { Key: ConsoleKey.DownArrow }:
                Move(Page == LivePage.Hosts ? 1 : -1);
                break;
        }
    }

    private void Pause()
    {
        _isPaused = !_isPaused;
        if (_isPaused)
        {
            crawler.Pause();
        }
        else
        {
            crawler.Resume();
        }
    }

    /// <summary>The limit of a host goes along as long as it is no narrower than that of the crawl: else nothing would change.</summary>
    private void ChangeConcurrency(int by)
    {
        var limits = crawler.Limits;
        var changed = Math.Max(1, limits.ConcurrentRequests + by);
        if (limits.ConcurrentRequestsPerHost == limits.ConcurrentRequests)
        {
            limits.ConcurrentRequestsPerHost = changed;
        }

        limits.ConcurrentRequests = changed;
    }

    /// <summary>The pages but for the help go round.</summary>
    private LivePage Next(int by) => (LivePage)(((int)(Page == LivePage.Help ? _before : Page) + by + (int)LivePage.Help) % (int)LivePage.Help);

    private void Turn(LivePage page)
    {
        if (Page != LivePage.Help)
        {
            _before = Page;
        }

        Page = page;
        Scroll = 0;
    }

    private void Move(int by) => Scroll = Math.Clamp(Scroll + by, 0, FarthestScroll);
}
