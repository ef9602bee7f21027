using System.Globalization;
using System.Text.Json.Nodes;
using System.Xml.Linq;

namespace OceanML.Galaxy.Tests;

/// <summary>
/// The parameters of one job as the renderer wants them: every param of the wrapper with the value given or its default. A value
/// that Galaxy would refuse (unknown parameter, option not offered, number out of range) is refused here.
/// </summary>
internal static class ToolState
{
    /// <param name="inputs">The wrapper's inputs, sections, whens and repeats.</param>
    /// <param name="given">Values by name; nested objects for groups, arrays for repeats and multiple values; a dataset is an object
    /// with path, ext and element_identifier.</param>
    public static JsonObject Build(XElement inputs, JsonObject given)
    {
        var state = new JsonObject();
        var known = new HashSet<string>(StringComparer.Ordinal);
        foreach (var element in inputs.Elements())
        {
            var name = Wrapper.NameOf(element);
            known.Add(name);
            given.TryGetPropertyValue(name, out var value);
            state[name] = element.Name.LocalName switch
            {
                "param" => Leaf(element, name, given.ContainsKey(name), value),
                "section" => new JsonObject { ["kind"] = "section", ["members"] = Build(element, value as JsonObject ?? []) },
                "conditional" => Conditional(element, value as JsonObject ?? []),
                "repeat" => Repeat(element, value as JsonArray ?? []),
                var other => throw new InvalidDataException($"inputs may not hold <{other}>"),
            };
        }

        var unknown = given.Select(pair => pair.Key).Where(name => !known.Contains(name)).ToList();
        return unknown.Count == 0 ? state : throw new InvalidDataException($"no parameter {string.Join(", ", unknown)}; there are {string.Join(", ", known)}");
    }

    private static JsonObject Conditional(XElement element, JsonObject given)
    {
        var selector = element.Element("param")!;
        var name = Wrapper.NameOf(selector);
        var leaf = Leaf(selector, name, given.ContainsKey(name), given[name]);
        var chosen = (string?)selector.Attribute("type") == "boolean"
            ? (leaf["value"]!.GetValue<bool>() ? leaf["truevalue"] : leaf["falsevalue"])!.GetValue<string>()
            : leaf["value"]!.ToString();
        var when = element.Elements("when").FirstOrDefault(candidate => (string?)candidate.Attribute("value") == chosen)
            ?? throw new InvalidDataException($"{Wrapper.NameOf(element)}: no <when> for '{chosen}'");
        var rest = (JsonObject)given.DeepClone();
        rest.Remove(name);
        var members = Build(when, rest);
        members.Insert(0, name, leaf);
        return new JsonObject { ["kind"] = "conditional", ["members"] = members };
    }

    private static JsonObject Repeat(XElement element, JsonArray given)
    {
        var items = new JsonArray();
        foreach (var item in given) items.Add(Build(element, (JsonObject)item!.DeepClone()));
        var fewest = (int?)element.Attribute("min") ?? 0;
        while (items.Count < fewest) items.Add(Build(element, []));
        return new JsonObject { ["kind"] = "repeat", ["items"] = items };
    }

    private static JsonObject Leaf(XElement param, string name, bool isGiven, JsonNode? value)
    {
        var type = (string?)param.Attribute("type") ?? throw new InvalidDataException($"{name}: no type");
        var optional = (string?)param.Attribute("optional") == "true";
        var multiple = (string?)param.Attribute("multiple") == "true";
        var leaf = new JsonObject { ["kind"] = type };
        switch (type)
        {
            case "boolean":
                leaf["truevalue"] = (string?)param.Attribute("truevalue") ?? "true";
                leaf["falsevalue"] = (string?)param.Attribute("falsevalue") ?? "false";
                leaf["value"] = isGiven ? Boolean(name, value) : (string?)param.Attribute("checked") == "true";
                break;
            case "data" or "data_collection":
                leaf["kind"] = type == "data" && multiple ? "data_multiple" : type;
                if (value is null && !optional) throw new InvalidDataException($"{name}: no dataset given, and the parameter is not optional");
                if (leaf["kind"]!.GetValue<string>() == "data_multiple" && value is JsonObject) value = new JsonArray(value.DeepClone());
                leaf["value"] = value?.DeepClone();
                break;
            case "select":
                leaf["value"] = Select(param, name, isGiven, value, optional, multiple);
                if (Table(param) is { } table && leaf["value"] is { } entry) leaf["fields"] = table.Fields(entry.GetValue<string>());
                break;
            default:
                leaf["value"] = Text(param, name, type, isGiven, value, optional);
                break;
        }

        if (Sanitizer(param.Element("sanitizer")) is { } rules) leaf["sanitizer"] = rules;
        return leaf;
    }

    private static bool Boolean(string name, JsonNode? value) => value?.ToString() switch
    {
        "true" => true,
        "false" => false,
        var other => throw new InvalidDataException($"{name}: a boolean is true or false in a test, not '{other}'"),
    };

    private static JsonNode? Select(XElement param, string name, bool isGiven, JsonNode? value, bool optional, bool multiple)
    {
        var options = param.Elements("option").ToList();
        if (param.Element("options") is not null && Table(param) is null) throw new InvalidDataException($"{name}: options from elsewhere than a data table are not supported by these tests");
        var offered = Table(param)?.Values ?? options.Select(option => (string?)option.Attribute("value") ?? option.Value).ToList();
        List<string> chosen;
        if (isGiven && value is not null)
        {
            chosen = value is JsonArray array ? array.Select(item => item!.ToString()).ToList() : multiple ? value.ToString().Split(',', StringSplitOptions.RemoveEmptyEntries).ToList() : [value.ToString()];
        }
        else
        {
            chosen = options.Where(option => (string?)option.Attribute("selected") == "true").Select(option => (string)option.Attribute("value")!).ToList();
            if (chosen.Count == 0 && !optional && !multiple) chosen = [offered[0]];
        }

        foreach (var choice in chosen.Where(choice => !offered.Contains(choice))) throw new InvalidDataException($"{name}: '{choice}' is not offered; there are {string.Join(", ", offered)}");
        if (multiple) return chosen.Count == 0 ? null : new JsonArray([.. chosen.Select(choice => JsonValue.Create(choice))]);
        return chosen.Count == 0 ? null : JsonValue.Create(chosen[0]);
    }

    private static DataTable? Table(XElement param) => (string?)param.Element("options")?.Attribute("from_data_table") is { } table ? DataTable.ForTests(table) : null;

    private static JsonValue? Text(XElement param, string name, string type, bool isGiven, JsonNode? value, bool optional)
    {
        var text = isGiven ? value?.ToString() : (string?)param.Attribute("value");
        if (string.IsNullOrEmpty(text))
        {
            if (type == "text" && !optional) text = "";
            else if (optional) return null;
            else throw new InvalidDataException($"{name}: a value is needed");
        }

        if (type is "integer" or "float")
        {
            var style = type == "integer" ? NumberStyles.AllowLeadingSign : NumberStyles.Float;
            if (!double.TryParse(text, style, CultureInfo.InvariantCulture, out var number)) throw new InvalidDataException($"{name}: '{text}' is not of type {type}");
            if (param.Attribute("min") is { } min && number < double.Parse(min.Value, CultureInfo.InvariantCulture)) throw new InvalidDataException($"{name}: {text} is below {min.Value}");
            if (param.Attribute("max") is { } max && number > double.Parse(max.Value, CultureInfo.InvariantCulture)) throw new InvalidDataException($"{name}: {text} is above {max.Value}");
        }

        foreach (var validator in param.Elements("validator"))
        {
            var matches = (string?)validator.Attribute("type") switch
            {
                "regex" => System.Text.RegularExpressions.Regex.IsMatch(text!, "^(?:" + validator.Value.Trim() + ")"),
                "empty_field" => text!.Length > 0,
                "length" => text!.Length >= ((int?)validator.Attribute("min") ?? 0) && text.Length <= ((int?)validator.Attribute("max") ?? int.MaxValue),
                _ => true,
            };
            if (!matches) throw new InvalidDataException($"{name}: '{text}' is refused by its {(string?)validator.Attribute("type")} validator");
        }

        return JsonValue.Create(text);
    }

    private static JsonObject? Sanitizer(XElement? sanitizer)
    {
        if (sanitizer is null) return null;
        var rules = new JsonObject { ["sanitize"] = (string?)sanitizer.Attribute("sanitize") != "false", ["invalid_char"] = (string?)sanitizer.Attribute("invalid_char") ?? "X" };
        if (sanitizer.Element("valid") is { } valid)
        {
            var steps = new JsonArray { new JsonArray("add", (string?)valid.Attribute("initial") ?? "default") };
            foreach (var change in valid.Elements()) steps.Add(new JsonArray(change.Name.LocalName, (string)change.Attribute("value")!));
            rules["valid"] = steps;
        }

        if (sanitizer.Element("mapping") is { } mapping)
        {
            var steps = new JsonArray { new JsonArray("initial", (string?)mapping.Attribute("initial") ?? "none", "") };
            foreach (var change in mapping.Elements()) steps.Add(new JsonArray(change.Name.LocalName, (string)change.Attribute("source")!, (string?)change.Attribute("target") ?? ""));
            rules["mapping"] = steps;
        }

        return rules;
    }
}
