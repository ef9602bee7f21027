using OceanML.Core;

namespace OceanML.Learning;

/// <summary>Reads the lists of a tree ensemble node.</summary>
internal sealed class ForestReader(GraphNode node, int featureCount)
{
    private readonly bool classifier = node.Operation == ForestNode.Classifier;

    public Forest Read()
    {
        var aggregate = node.Text("aggregate_function", "SUM");
        if (aggregate is not ("SUM" or "AVERAGE")) throw Bad($"adds trees up by {aggregate}; SUM and AVERAGE are supported");
        var (trees, numbers, modes) = (Whole("nodes_treeids"), Whole("nodes_nodeids"), node.Texts("nodes_modes") ?? []);
        var (asked, yes, no) = (Whole("nodes_featureids"), Whole("nodes_truenodeids"), Whole("nodes_falsenodeids"));
        var thresholds = node.Numbers("nodes_values") ?? [];
        var missing = node.Integers("nodes_missing_value_tracks_true") ?? [];
        var covers = node.Numbers("nodes_hitrates") ?? [];
        if (new[] { numbers.Count, modes.Count, asked.Count, yes.Count, no.Count, thresholds.Count }.Any(count => count != trees.Count)) throw Bad("has lists of nodes that differ in length");
        var places = new Dictionary<(long, long), int>();
        for (var i = 0; i < trees.Count; i++)
        {
            if (!places.TryAdd((trees[i], numbers[i]), i)) throw Bad($"has the node {numbers[i]} of tree {trees[i]} twice");
        }

        var weights = Weights(places);
        var outputs = classifier ? Math.Max(1, Labels()) : checked((int)node.Integer("n_targets", 1));
        var start = new double[outputs];
        if (node.Numbers("base_values") is { Count: > 0 } given)
        {
            for (var k = 0; k < outputs && k < given.Count; k++) start[k] = given[k];
        }

        var made = new List<Tree>();
        foreach (var own in Enumerable.Range(0, trees.Count).GroupBy(i => trees[i])) made.Add(One([.. own]));

        return new Forest(made, featureCount, start, aggregate == "AVERAGE");

        Tree One(int[] own)
        {
            var children = own.Where(i => modes[i] != "LEAF").SelectMany(i => new[] { Place(i, yes[i]), Place(i, no[i]) }).ToHashSet();
            var roots = own.Where(i => !children.Contains(i)).ToList();
            if (roots.Count != 1) throw Bad($"has {roots.Count} roots in tree {trees[own[0]]}");
            var order = new List<int> { roots[0] };
            var number = new Dictionary<int, int> { [roots[0]] = 0 };
            for (var k = 0; k < order.Count; k++)
            {
                if (modes[order[k]] == "LEAF") continue;
                foreach (var child in new[] { Place(order[k], yes[order[k]]), Place(order[k], no[order[k]]) })
                {
                    if (!number.TryAdd(child, order.Count)) throw Bad($"leads to the node {numbers[child]} of tree {trees[child]} in two ways");
                    order.Add(child);
                }
            }

            var given = order.Where(i => modes[i] == "LEAF").SelectMany(i => weights.GetValueOrDefault(i, [])).Select(weight => weight.Output).Distinct().Order().ToList();
            if (given.Count > 0 && given[^1] >= outputs) throw Bad($"adds to the output {given[^1]} of {outputs}");
            var (first, width) = given.Count == 0 ? (0, 1) : (given[0], given[^1] - given[0] + 1);
            var (laid, values) = (new TreeNode[order.Count], new List<float>());
            for (var k = 0; k < order.Count; k++)
            {
                var i = order[k];
                var cover = i < covers.Count ? covers[i] : 0;
                if (modes[i] == "LEAF")
                {
                    laid[k] = TreeNode.OfLeaf(values.Count / width, cover);
                    var leaf = new float[width];
                    foreach (var (output, weight) in weights.GetValueOrDefault(i, [])) leaf[output - first] += weight;
                    values.AddRange(leaf);
                    continue;
                }

                if (asked[i] < 0 || asked[i] >= featureCount) throw Bad($"asks about feature {asked[i]} of {featureCount}");
                var (left, right) = (number[Place(i, yes[i])], number[Place(i, no[i])]);
                var tracks = i < missing.Count && missing[i] != 0;
                laid[k] = modes[i] switch
                {
                    "BRANCH_LEQ" => new TreeNode((int)asked[i], thresholds[i], left, right, tracks, cover),
                    "BRANCH_LT" => new TreeNode((int)asked[i], MathF.BitDecrement(thresholds[i]), left, right, tracks, cover),
                    "BRANCH_GT" => new TreeNode((int)asked[i], thresholds[i], right, left, !tracks, cover),
                    "BRANCH_GTE" => new TreeNode((int)asked[i], MathF.BitDecrement(thresholds[i]), right, left, !tracks, cover),
                    _ => throw Bad($"asks by {modes[i]}; BRANCH_LEQ, BRANCH_LT, BRANCH_GT and BRANCH_GTE are supported"),
                };
            }

            return new Tree(laid, [.. values], first, width);
        }

        int Place(int from, long child) => places.TryGetValue((trees[from], child), out var place) ? place : throw Bad($"leads to the node {child} of tree {trees[from]}, which it does not have");
    }

    /// <summary>Number of classes.</summary>
    public int Labels() => node.Integers("classlabels_int64s")?.Count ?? node.Texts("classlabels_strings")?.Count ?? 0;

    private Dictionary<int, List<(int Output, float Weight)>> Weights(Dictionary<(long, long), int> places)
    {
        var prefix = classifier ? "class" : "target";
        var (trees, numbers, outputs) = (Whole($"{prefix}_treeids"), Whole($"{prefix}_nodeids"), Whole($"{prefix}_ids"));
        var weights = node.Numbers($"{prefix}_weights") ?? [];
        if (numbers.Count != trees.Count || outputs.Count != trees.Count || weights.Count != trees.Count) throw Bad("has lists of leaves that differ in length");
        var made = new Dictionary<int, List<(int, float)>>();
        for (var i = 0; i < trees.Count; i++)
        {
            if (!places.TryGetValue((trees[i], numbers[i]), out var place)) throw Bad($"gives a value to the node {numbers[i]} of tree {trees[i]}, which it does not have");
            if (!made.TryGetValue(place, out var list)) made[place] = list = [];
            list.Add((checked((int)outputs[i]), weights[i]));
        }

        return made;
    }

    private IReadOnlyList<long> Whole(string name) => node.Integers(name) ?? [];

    private OceanException Bad(string what) => OceanException.BadInput($"the node '{node.Name}' ({node.Operation}) {what}");
}
