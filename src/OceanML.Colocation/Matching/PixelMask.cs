using OceanML.Core;

namespace OceanML.Colocation;

/// <summary>Which pixels of some macro-pixels are not used, and why: outside the macro-pixel, by a flag, or by a limit on another variable.</summary>
internal sealed class PixelMask
{
    private const byte Free = 0;
    private const byte Outside = 1;
    private const byte NothingRequired = 2;

    private readonly IField field;
    private readonly MaskRule rule;
    private readonly byte[] maskedBy;
    private readonly bool[] uncounted;
    private readonly List<string> names;
    private readonly List<(FlagVariable Flags, ulong[] Bits)> flagBits;
    private readonly Dictionary<string, PixelMask> ofVariables = [];

    private PixelMask(IField field, MaskRule rule, int pixels)
    {
        (this.field, this.rule) = (field, rule);
        maskedBy = new byte[pixels];
        uncounted = new bool[pixels];
        names = ["", "outside_macro_pixel", "no_required_flag"];
        flagBits = [];
    }

    private PixelMask(PixelMask other, byte[] maskedBy, List<string> names)
    {
        (field, rule, uncounted, flagBits) = (other.field, other.rule, other.uncounted, other.flagBits);
        (this.maskedBy, this.names) = (maskedBy, names);
    }

    /// <summary>Reads flags, conditions and limits for some macro-pixels of one time step. A pixel with several masking flags counts for the lowest bit.</summary>
    public static PixelMask Read(IField field, MatchupProtocol protocol, ReadOnlySpan<Footprint> footprints, BoxReader boxes)
    {
        var pixels = boxes.Pixels;
        var mask = new PixelMask(field, protocol.Mask, pixels);
        mask.LeaveOutside(footprints);
        foreach (var flags in field.Flags)
        {
            var (excluded, required) = protocol.Mask.For(flags, field.Product);
            var wanted = excluded.Count > 0 || required != 0 || flags.Uncounted.Count > 0 || flags.ExcludedFor.Count > 0 || protocol.Mask.FlagsFor.Count > 0;
            if (!wanted) continue;
            var bits = new ulong[pixels];

            // Pixels beyond the edge have no value anyway; they are not to look as if they lacked a required flag.
            Array.Fill(bits, required);
            boxes.ReadFlags(field, flags.Name, bits);
            mask.flagBits.Add((flags, bits));
            mask.Exclude(excluded, required, bits);
            var noWater = flags.Uncounted.Aggregate(0UL, (all, name) => all | flags.Masks.GetValueOrDefault(name));
            for (var i = 0; i < pixels; i++) mask.uncounted[i] |= (bits[i] & noWater) != 0;
        }

        foreach (var (name, condition, missingPasses) in Limits(field, protocol))
        {
            // Pixels beyond the edge have no value anyway; they are not to look as if they broke the limit.
            var values = new double[pixels];
            Array.Fill(values, double.IsFinite(condition.Minimum) ? condition.Minimum : condition.Maximum);
            boxes.Read(field, condition.Variable, [0], values);
            var code = mask.CodeOf(name);
            for (var i = 0; i < pixels; i++)
            {
                if (mask.maskedBy[i] == Free && !(values[i] >= condition.Minimum && values[i] <= condition.Maximum || (missingPasses && double.IsNaN(values[i])))) mask.maskedBy[i] = code;
            }
        }

        return mask;
    }

    /// <summary>The limits of a protocol whose variable or role a field does not have.</summary>
    public static IEnumerable<string> Unknown(IField field, MatchupProtocol protocol) =>
        protocol.Limits.Where(limit => Variable(field, limit.Variable) is null).Select(limit => limit.Variable);

    /// <summary>The mask of a variable: this one, and the flags that count for that variable alone.</summary>
    public PixelMask For(string variable)
    {
        // Asked again for every band of the variable.
        if (ofVariables.TryGetValue(variable, out var known)) return known;
        PixelMask? own = null;
        foreach (var (flags, bits) in flagBits)
        {
            var excluded = rule.ForVariable(flags, variable);
            if (excluded.Count == 0) continue;
            own ??= new PixelMask(this, [.. maskedBy], [.. names]);
            own.Exclude(excluded, 0, bits);
        }

        ofVariables.Add(variable, own ?? this);
        return own ?? this;
    }

    /// <summary>Makes the masked pixels missing.</summary>
    public void Apply(Span<double> values)
    {
        for (var i = 0; i < values.Length; i++)
        {
            if (maskedBy[i] != Free) values[i] = double.NaN;
        }
    }

    /// <summary>Number of pixels of a macro-pixel that count: all but land and those without a position.</summary>
    public int Counted(int first, int pixels)
    {
        var counted = 0;
        for (var i = first; i < first + pixels; i++) counted += maskedBy[i] != Outside && !uncounted[i] ? 1 : 0;
        return counted;
    }

    /// <summary>What the codes of <see cref="Codes"/> stand for; the first, of free pixels, for nothing.</summary>
    public IReadOnlyList<string> Meanings => names;

    /// <summary>Per pixel of a macro-pixel, why it is not used, as a code; 0 where it is free.</summary>
    public byte[] Codes(int first, int pixels) => maskedBy.AsSpan(first, pixels).ToArray();

    /// <summary>Why a macro-pixel without valid pixels has none: the flag that masks most of its pixels, or that values are missing.</summary>
    public string Reason(int first, int pixels)
    {
        Span<int> counts = stackalloc int[256];
        foreach (var code in maskedBy.AsSpan(first, pixels)) counts[code]++;
        counts[Outside] = 0;
        var most = Free;
        for (var code = 1; code < counts.Length; code++)
        {
            if (counts[code] > (most == Free ? 0 : counts[most])) most = (byte)code;
        }

        return most == Free || counts[Free] > counts[most] ? Rejections.Missing : Rejections.Masked(names[most]);
    }

    private static IEnumerable<(string Name, PixelCondition Condition, bool MissingPasses)> Limits(IField field, MatchupProtocol protocol)
    {
        foreach (var condition in field.Conditions) yield return (condition.Variable, condition, true);
        foreach (var limit in protocol.Limits)
        {
            if (Variable(field, limit.Variable) is { } variable) yield return (limit.Variable, limit with { Variable = variable }, false);
        }
    }

    private static string? Variable(IField field, string name) =>
        field.Roles.TryGetValue(name, out var role) ? role : field.Variables.Any(variable => variable.Name == name && variable.Bands == 1) ? name : null;

    private void LeaveOutside(ReadOnlySpan<Footprint> footprints)
    {
        var at = 0;
        foreach (var footprint in footprints)
        {
            var pixels = footprint.Box.Pixels;
            for (var i = 0; footprint.Members is { } members && i < pixels; i++)
            {
                if (!members[i]) maskedBy[at + i] = Outside;
            }

            at += pixels;
        }
    }

    private void Exclude(IReadOnlyList<(string Name, ulong Bits)> excluded, ulong required, ulong[] bits)
    {
        var all = excluded.Aggregate(0UL, (any, flag) => any | flag.Bits);
        var codes = excluded.Select(flag => CodeOf(flag.Name)).ToArray();
        for (var i = 0; i < bits.Length; i++)
        {
            if (maskedBy[i] != Free) continue;
            if ((bits[i] & all) != 0) maskedBy[i] = codes[First(excluded, bits[i])];
            else if (required != 0 && (bits[i] & required) == 0) maskedBy[i] = NothingRequired;
        }
    }

    private byte CodeOf(string name)
    {
        var code = names.IndexOf(name);
        if (code > 0) return (byte)code;
        if (names.Count > byte.MaxValue) throw OceanException.Usage($"{field.Source}: more than {byte.MaxValue} flags and limits to mask by");
        names.Add(name);
        return (byte)(names.Count - 1);
    }

    private static int First(IReadOnlyList<(string Name, ulong Bits)> excluded, ulong bits)
    {
        for (var i = 0; i < excluded.Count; i++)
        {
            if ((excluded[i].Bits & bits) != 0) return i;
        }

        return -1;
    }
}
