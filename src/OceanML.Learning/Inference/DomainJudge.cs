using System.Globalization;
using System.Text;
using OceanML.Core;

namespace OceanML.Learning;

/// <summary>
/// Judges whether a model applies to a row, and says why not, from three things: the applicability index of the model's graph (distance to the training
/// data), the training range of every feature, and the training period; and from how many features are missing, where the model takes them missing.
/// </summary>
/// <remarks>
/// The verdict is the worst of: that of the index (see <see cref="Applicability.Verdict"/>); <b>edge</b> where a feature lies beyond its training range, <b>outside</b>
/// where by more than <see cref="Applicability.RangeAllowance"/> of the range's width; <b>edge</b> where a feature is missing, <b>outside</b> where more than half of them
/// are, since the index counts a missing feature as the mean of training; <b>edge</b> where the row's time lies beyond the training period by more than a tenth of its
/// length (at least a day, at most the allowance), <b>outside</b> where by more than the allowance, a year by default. A model whose target drifts with time, such as one of inorganic carbon without the year among its features,
/// errs there without any feature or sigma that would tell (domain of CANYON-B, Bittig et al. 2018, doi:10.3389/fmars.2018.00328).
/// </remarks>
public sealed class DomainJudge
{
    /// <summary>Beyond the training period by more than this a row is outside.</summary>
    public static readonly TimeSpan DefaultTimeAllowance = TimeSpan.FromDays(366);

    private const int MostNamed = 2;
    private const float Rounding = 1e-5f;
    private const string Unusual = "unusual combination of features";

    private readonly IReadOnlyList<ModelVariable> features;
    private readonly float[] low;
    private readonly float[] high;
    private readonly float[] width;
    private readonly TrainingPeriod? period;
    private readonly long allowance;
    private readonly long grace;
    private readonly bool hasIndex;
    private readonly long[] below;
    private readonly long[] above;
    private readonly long[] missing;
    private readonly List<(float Exceedance, int Feature, bool Above)> beyond = [];
    private readonly Dictionary<string, string> texts = new(StringComparer.Ordinal);
    private readonly Dictionary<ApplicabilityVerdict, long> verdicts = [];
    private readonly StringBuilder words = new();
    private long before;
    private long after;
    private long unusual;
    private int lacking;

    /// <summary>Prepares to judge rows.</summary>
    /// <param name="features">The features with their training ranges, where known.</param>
    /// <param name="period">The training period; null where unknown, or not to be judged.</param>
    /// <param name="allowance">Beyond the period by more than this a row is outside.</param>
    /// <param name="hasIndex">Whether the model gives an applicability index.</param>
    public DomainJudge(IReadOnlyList<ModelVariable> features, TrainingPeriod? period, TimeSpan allowance, bool hasIndex)
    {
        (this.features, this.period, this.hasIndex) = (features, period, hasIndex);
        this.allowance = allowance.Ticks / TimeSpan.TicksPerMicrosecond;
        if (period is not null) grace = Math.Min(this.allowance, Math.Max(Timestamp.PerDay, (period.End - period.Start) / 10));
        (low, high, width) = (new float[features.Count], new float[features.Count], new float[features.Count]);
        (below, above, missing) = (new long[features.Count], new long[features.Count], new long[features.Count + 1]);
        for (var i = 0; i < features.Count; i++)
        {
            var (least, most) = (features[i].Low, features[i].High);
            width[i] = double.IsFinite(least) && double.IsFinite(most) && most > least ? (float)(most - least) : 0;

            // The range was seen in 64 bits, the row comes in 32: rounding is no exceedance.
            var slack = Math.Max(width[i], (float)Math.Max(Math.Abs(least), Math.Abs(most)) * 0.01f) * Rounding;
            low[i] = double.IsFinite(least) ? (float)least - slack : float.NegativeInfinity;
            high[i] = double.IsFinite(most) ? (float)most + slack : float.PositiveInfinity;
        }
    }

    /// <summary>Whether anything is known to judge by.</summary>
    public bool CanJudge => hasIndex || period is not null || Array.Exists(low, float.IsFinite) || Array.Exists(high, float.IsFinite);

    /// <summary>Whether times of rows are asked for.</summary>
    public bool JudgesTime => period is not null;

    /// <summary>Number of rows judged, by verdict.</summary>
    public IReadOnlyDictionary<ApplicabilityVerdict, long> Verdicts => verdicts;

    /// <summary>Number of rows for each reason, the most frequent first; a row with several reasons counts for each.</summary>
    public IReadOnlyList<(string Reason, long Rows)> Reasons
    {
        get
        {
            var all = new List<(string Reason, long Rows)> { ("before the training period", before), ("after the training period", after), (Unusual, unusual) };
            for (var i = 0; i < features.Count; i++)
            {
                all.Add(($"{features[i].Name} above training range", above[i]));
                all.Add(($"{features[i].Name} below training range", below[i]));
            }

            for (var i = 1; i < missing.Length; i++) all.Add((Missing(i), missing[i]));
            return [.. all.Where(reason => reason.Rows > 0).OrderByDescending(reason => reason.Rows).ThenBy(reason => reason.Reason, StringComparer.Ordinal)];
        }
    }

    /// <summary>Judges a row.</summary>
    /// <param name="row">The features, in the unit of training; a missing one is NaN.</param>
    /// <param name="index">The applicability index; NaN where there is none.</param>
    /// <param name="time">Time of the row; <see cref="Timestamp.Missing"/> where unknown.</param>
    /// <returns>The verdict, and why it is not inside, e.g. <c>temperature above training range; 2 years after training</c>; null where it is.</returns>
    public (ApplicabilityVerdict Verdict, string? Reason) Judge(ReadOnlySpan<float> row, double index, long time)
    {
        var (verdict, reasons) = Weigh(row, index, time);
        return (verdict, reasons == DomainReasons.None ? null : Words(reasons, period?.Beyond(time) ?? 0));
    }

    /// <summary>Judges a row as <see cref="Judge"/> does, with the kinds of reasons instead of their words.</summary>
    public (ApplicabilityVerdict Verdict, DomainReasons Reasons) Weigh(ReadOnlySpan<float> row, double index, long time)
    {
        var ofIndex = double.IsNaN(index) ? ApplicabilityVerdict.Inside : Applicability.Verdict(index);
        var (verdict, reasons) = (ofIndex, DomainReasons.None);
        beyond.Clear();
        lacking = 0;
        for (var i = 0; i < row.Length; i++)
        {
            if (float.IsNaN(row[i])) lacking++;
            else if (row[i] > high[i]) beyond.Add((row[i] - high[i], i, true));
            else if (row[i] < low[i]) beyond.Add((low[i] - row[i], i, false));
        }

        for (var i = 0; i < beyond.Count; i++)
        {
            var (exceedance, feature, isAbove) = beyond[i];
            (isAbove ? above : below)[feature]++;
            reasons |= isAbove ? DomainReasons.FeatureAboveRange : DomainReasons.FeatureBelowRange;

            // What did not vary in training is beyond its range by any measure.
            var share = width[feature] > 0 ? exceedance / width[feature] : features[feature].Low == features[feature].High ? float.PositiveInfinity : 0;
            beyond[i] = (share, feature, isAbove);
            verdict = Worst(verdict, share > Applicability.RangeAllowance ? ApplicabilityVerdict.Outside : ApplicabilityVerdict.Edge);
        }

        if (lacking > 0)
        {
            verdict = Worst(verdict, 2 * lacking > row.Length ? ApplicabilityVerdict.Outside : ApplicabilityVerdict.Edge);
            reasons |= DomainReasons.FeaturesMissing;
            missing[lacking]++;
        }

        if (beyond.Count == 0 && ofIndex != ApplicabilityVerdict.Inside)
        {
            reasons |= DomainReasons.UnusualCombination;
            unusual++;
        }

        var late = period is null || time == Timestamp.Missing ? 0 : period.Beyond(time);
        if (Math.Abs(late) > grace)
        {
            verdict = Worst(verdict, Math.Abs(late) > allowance ? ApplicabilityVerdict.Outside : ApplicabilityVerdict.Edge);
            reasons |= late < 0 ? DomainReasons.BeforeTraining : DomainReasons.AfterTraining;
            if (late < 0) before++;
            else after++;
        }

        verdicts[verdict] = verdicts.GetValueOrDefault(verdict) + 1;
        return (verdict, reasons);
    }

    private string Words(DomainReasons reasons, long late)
    {
        words.Clear();
        beyond.Sort(static (a, b) => a.Exceedance != b.Exceedance ? b.Exceedance.CompareTo(a.Exceedance) : a.Feature - b.Feature);
        for (var i = 0; i < Math.Min(beyond.Count, MostNamed); i++)
            Next().Append(features[beyond[i].Feature].Name).Append(beyond[i].Above ? " above" : " below").Append(" training range");
        if (beyond.Count > MostNamed) words.Append(CultureInfo.InvariantCulture, $" (and {beyond.Count - MostNamed} more feature{(beyond.Count - MostNamed == 1 ? "" : "s")})");
        if (lacking > 0) Next().Append(Missing(lacking));
        if (reasons.HasFlag(DomainReasons.UnusualCombination)) Next().Append(Unusual);
        if ((reasons & (DomainReasons.BeforeTraining | DomainReasons.AfterTraining)) != 0) Next().Append(TrainingPeriod.Words(late)).Append(" training");
        var text = words.ToString();
        if (texts.TryGetValue(text, out var same)) return same;
        if (texts.Count < 4096) texts[text] = text;
        return text;

        StringBuilder Next() => words.Length > 0 ? words.Append("; ") : words;
    }

    private string Missing(int count) => string.Create(CultureInfo.InvariantCulture, $"{count} of {features.Count} features missing");

    private static ApplicabilityVerdict Worst(ApplicabilityVerdict a, ApplicabilityVerdict b) => a > b ? a : b;
}
