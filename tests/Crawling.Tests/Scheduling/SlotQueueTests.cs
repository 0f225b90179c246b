using Crawling.Scheduling;

namespace Crawling.Tests.Scheduling;

public sealed class SlotQueueTests
{
    private static readonly DateTimeOffset Start = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData(FrontierOrder.FirstInFirstOut)]
    [InlineData(FrontierOrder.LastInFirstOut)]
    public void A_queue_agrees_with_a_list_that_is_searched(FrontierOrder order)
    {
        var random = new Random(42);
        var queue = new SlotQueue(order);
        var model = new List<Entry>();
        var now = Start;
        var joined = 0;
        for (var step = 0; step < 20_000; step++)
        {
            switch (random.Next(6))
            {
                case 0 or 1:
                    Enqueue(SchedulerLoop.Of($"http://a/{step}", random.Next(-3, 4)), null);
                    break;
                case 2:
                    Enqueue(SchedulerLoop.Of($"http://a/{step}", random.Next(-3, 4)), now.AddSeconds(random.Next(-2, 20)));
                    break;
                case 3:
                    now = now.AddSeconds(random.Next(5));
                    break;
                default:
                    Assert.Equal(Best()?.Request, queue.TryDequeue(now, out var request) ? request : null);
                    model.Remove(Best()!);
                    break;
            }

            Assert.Equal(model.Count, queue.Count);
            Assert.Equal(Head(), queue.HeadAt(now));
        }

        void Enqueue(FrontierRequest request, DateTimeOffset? notBefore)
        {
            queue.Enqueue(request, notBefore);
            model.Add(new(request, notBefore, joined++));
        }

        // What becomes due joins the others then, in the order of its time.
        Entry? Best()
        {
            foreach (var due in model.Where(entry => entry.Due <= now).OrderBy(entry => entry.Due).ThenBy(entry => entry.Order).ToArray())
            {
                model[model.IndexOf(due)] = due with { Due = null, Order = joined++ };
            }

            return model
                .Where(entry => entry.Due is null)
                .OrderByDescending(entry => entry.Request.Request.Priority)
                .ThenBy(entry => order == FrontierOrder.FirstInFirstOut ? entry.Order : -entry.Order)
                .FirstOrDefault();
        }

        SlotHead? Head()
        {
            var head = Best() ?? model.OrderBy(entry => entry.Due).ThenBy(entry => entry.Order).FirstOrDefault();
            return head is null ? null : new(head.Request.Request.Priority, head.Due);
        }
    }

    private sealed record Entry(FrontierRequest Request, DateTimeOffset? Due, int Order);
}
