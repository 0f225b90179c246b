using System.Text.Json;
using Crawling.Items;

namespace Crawling.Contracts;

/// <summary>Holds what a trial has brought to its contract.</summary>
/// <param name="What">What was promised.</param>
/// <param name="Failure">Why it does not hold; null if it does.</param>
internal sealed record ContractCheck(string What, string? Failure)
{
    public static IEnumerable<ContractCheck> Of(CallbackContract contract, Trial trial)
    {
        if (trial is not { HasEnded: true })
        {
            return [new("runs", FailureOf(trial))];
        }

        List<ContractCheck> checks = [];
        if (contract.Items is { } items)
        {
            checks.Add(Count(items, trial.Items.Count, "items"));
        }

        if (contract.Requests is { } requests)
        {
            checks.Add(Count(requests, trial.Requests.Count, "requests"));
        }

        if (contract.Fields.Count > 0)
        {
            checks.Add(new($"scrapes {string.Join(", ", contract.Fields)}", MissingOf(contract.Fields, trial.Items)));
        }

        return checks.Count > 0 ? checks : [new("runs", null)];
    }

    private static string FailureOf(Trial trial) =>
        trial.Error?.SourceException is { } error ? $"the callback threw {error.GetType().Name}: {error.Message}"
        : trial.Failure is { Reason: FailureReason.HttpStatus, Response: { } response } ? $"the page answered {response.Status}"
        : trial.Failure is { } failure ? $"not fetched: {failure.Reason}: {failure.Exception?.Message}"
        : "the crawl ended before it";

    private static ContractCheck Count(CountRange range, int count, string what) =>
        new($"returns {range} {what}", range.Contains(count) ? null : $"it returned {count}");

    private static string? MissingOf(IReadOnlyList<string> fields, IReadOnlyList<object> items)
    {
        if (items.Count == 0)
        {
            return "there is no item";
        }

        return items
            .SelectMany((item, index) => fields.Where(field => !IsThere(item, field)).Select(field => $"item {index + 1} of {items.Count} has no {field}"))
            .FirstOrDefault();
    }

    private static bool IsThere(object item, string field)
    {
        // A property may be written under another name.
        var name = item.GetType().GetProperties().FirstOrDefault(property => Same(property.Name, field)) is { } property ? ItemJson.NameOf(property) : field;
        using var json = JsonDocument.Parse(ItemType.Of(item).ToJson(item));
        var value = json.RootElement.EnumerateObject().FirstOrDefault(member => Same(member.Name, name)).Value;
        return value.ValueKind switch
        {
            JsonValueKind.Undefined or JsonValueKind.Null => false,
            JsonValueKind.String => !string.IsNullOrWhiteSpace(value.GetString()),
            JsonValueKind.Array => value.GetArrayLength() > 0,
            _ => true,
        };
    }

    private static bool Same(string one, string other) => one.Equals(other, StringComparison.OrdinalIgnoreCase);
}
