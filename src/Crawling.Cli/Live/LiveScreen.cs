namespace Crawling.Cli;

/// <summary>Lays the view out on a canvas of any size: what there is no room for is left out.</summary>
internal static class LiveScreen
{
    /// <summary>Two columns fit.</summary>
    private const int Wide = 90;

    /// <summary>The overview's panels fit, one below the other; in less there are hosts only.</summary>
    private const int RoomForPanels = 14;

    /// <summary>The log fits below all others.</summary>
    private const int RoomForLog = 30;

    private const int Gap = 2;

    public static Canvas Draw(LiveState state, int width, int height)
    {
        var canvas = new Canvas(width, height);
        var top = LiveHeader.Draw(state, canvas.Area.Rows(0, height - 1));
        LiveFooter.Draw(state, canvas.Area.Below(height - 1));
        var air = height >= 24 ? 1 : 0;
        var body = canvas.Area.Rows(top + air, height - 1 - top - (2 * air));
        switch (state.Page)
        {
            case LivePage.Hosts:
                HostsPanel.Draw(state, body, state.Scroll);
                break;
            case LivePage.Items:
                ListPanels.DrawItems(state, body, state.Scroll);
                break;
            case LivePage.Errors:
                ListPanels.DrawErrors(state, body, state.Scroll);
                break;
            case LivePage.Log:
                ListPanels.DrawLog(state, body, state.Scroll);
                break;
            case LivePage.Help:
                LiveHelp.Draw(body);
                break;
            default:
                DrawOverview(state, body);
                break;
        }

        return canvas;
    }

    private static void DrawOverview(LiveState state, Area body)
    {
        if (body.Height < RoomForPanels)
        {
            HostsPanel.Draw(state, body);
        }
        else if (body.Width < Wide)
        {
            var (traffic, hosts) = (Share(body.Height, 0.35), Share(body.Height, 0.35));
            TrafficPanel.Draw(state, body.Rows(0, traffic - 1));
            HostsPanel.Draw(state, body.Rows(traffic, hosts - 1));
            ListPanels.DrawErrors(state, body.Below(traffic + hosts));
        }
        else
        {
            DrawColumns(state, body);
        }
    }

    private static void DrawColumns(LiveState state, Area body)
    {
        var log = body.Height >= RoomForLog ? Share(body.Height, 0.18) : 0;
        var rows = body.Height - log;
        var (traffic, hosts) = (Share(rows, 0.35), Share(rows, 0.35));
        var left = Share(body.Width, 0.66);
        var sides = (Left: body.Columns(0, left), Right: body.Columns(left + Gap, body.Width - left - Gap));

        TrafficPanel.Draw(state, sides.Left.Rows(0, traffic - 1));
        HostsPanel.Draw(state, sides.Left.Rows(traffic, hosts - 1));
        ListPanels.DrawItems(state, sides.Left.Rows(traffic + hosts, rows - traffic - hosts - (log > 0 ? 1 : 0)));

        StatusPanel.Draw(state, sides.Right.Rows(0, traffic - 1));
        HostListPanels.DrawSlowest(state, sides.Right.Rows(traffic, (hosts / 2) - 1));
        HostListPanels.DrawFailing(state, sides.Right.Rows(traffic + (hosts / 2), hosts - (hosts / 2) - 1));
        ListPanels.DrawErrors(state, sides.Right.Rows(traffic + hosts, rows - traffic - hosts - (log > 0 ? 1 : 0)));
        if (log > 0)
        {
            ListPanels.DrawLog(state, body.Below(rows));
        }
    }

    private static int Share(int length, double share) => (int)Math.Round(length * share);
}
