using OceanML.Core;

namespace OceanML.Learning.Tests;

public sealed class DomainJudgeTests
{
    private static readonly ModelVariable[] Variables =
        [new("temperature", "degree_Celsius", Low: 5, High: 25), new("salinity", "1", Low: 30, High: 38), new("oxygen", "umol kg-1", Low: 100, High: 300)];

    private static readonly TrainingPeriod Period = new(Timestamp.Parse("1990-01-01"), Timestamp.Parse("2013-12-31T23:59:59Z"));

    [Theory]
    [InlineData(15, 35, 200, 0.5, "2010-06-01", "inside", null)]
    [InlineData(26, 35, 200, 0.5, "2010-06-01", "edge", "temperature above training range")]
    [InlineData(31, 35, 200, 0.5, "2010-06-01", "outside", "temperature above training range")]
    [InlineData(26, 35, 200, 0.5, "2015-12-31", "outside", "temperature above training range; 2 years after training")]
    [InlineData(15, 35, 200, 0.5, "2014-02-10", "inside", null)]
    [InlineData(15, 35, 200, 0.5, "2015-01-03", "outside", "1 year after training")]
    [InlineData(15, 35, 200, 0.5, "1960-01-01", "outside", "30 years before training")]
    [InlineData(15, 35, 200, 0.03, "2010-06-01", "edge", "unusual combination of features")]
    [InlineData(15, 35, 200, 0.001, "2010-06-01", "outside", "unusual combination of features")]
    [InlineData(4, 40, 301, 0.02, "2010-06-01", "edge", "salinity above training range; temperature below training range (and 1 more feature)")]
    public void The_verdict_is_the_worst_of_index_range_and_time_and_says_why(float t, float s, float o, double index, string time, string verdict, string? reason)
    {
        var judge = new DomainJudge(Variables, Period, DomainJudge.DefaultTimeAllowance, hasIndex: true);
        var (judged, why) = judge.Judge([t, s, o], index, Timestamp.Parse(time));
        Assert.Equal(verdict, TablePredictor.Word(judged));
        Assert.Equal(reason, why);
    }

    [Fact]
    public void A_missing_time_is_no_reason_and_the_bounds_themselves_are_inside()
    {
        var judge = new DomainJudge(Variables, Period, DomainJudge.DefaultTimeAllowance, hasIndex: false);
        Assert.Equal(ApplicabilityVerdict.Inside, judge.Judge([5, 35, 200], double.NaN, Timestamp.Missing).Verdict);
        Assert.Equal(ApplicabilityVerdict.Inside, judge.Judge([25, 38, 100], double.NaN, Period.End).Verdict);
        Assert.Equal(2, judge.Verdicts[ApplicabilityVerdict.Inside]);
        Assert.Empty(judge.Reasons);
    }

    [Theory]
    [InlineData("2020-05-31T23:59:59Z", 366, "inside", null)]
    [InlineData("2020-06-01T00:00:01Z", 366, "inside", null)]
    [InlineData("2020-06-10", 366, "inside", null)]
    [InlineData("2020-06-12", 366, "edge", "11 days after training")]
    [InlineData("2020-02-01", 366, "edge", "21 days before training")]
    [InlineData("2021-06-10", 366, "outside", "1 year after training")]
    [InlineData("2020-06-03", 2, "inside", null)]
    [InlineData("2020-06-04", 2, "outside", "3 days after training")]
    [InlineData("2020-06-01T00:00:01Z", 0, "outside", "1 day after training")]
    public void A_time_up_to_a_tenth_of_the_training_period_beyond_it_counts_as_inside(string time, int allowance, string verdict, string? reason)
    {
        // A hundred days, hence ten of grace unless the allowance is shorter.
        var period = new TrainingPeriod(Timestamp.Parse("2020-02-22"), Timestamp.Parse("2020-06-01"));
        var judge = new DomainJudge(Variables, period, TimeSpan.FromDays(allowance), hasIndex: false);
        var (judged, why) = judge.Judge([15, 35, 200], double.NaN, Timestamp.Parse(time));
        Assert.Equal((verdict, reason), (TablePredictor.Word(judged), why));

        // A training of an hour has a day of it.
        var hour = new DomainJudge(Variables, period with { Start = period.End - (Timestamp.PerDay / 24) }, TimeSpan.FromDays(366), hasIndex: false);
        Assert.Equal(ApplicabilityVerdict.Inside, hour.Judge([15, 35, 200], double.NaN, Timestamp.Parse("2020-06-02")).Verdict);
        Assert.Equal(ApplicabilityVerdict.Edge, hour.Judge([15, 35, 200], double.NaN, Timestamp.Parse("2020-06-02T00:00:01Z")).Verdict);
    }

    [Fact]
    public void Missing_features_are_the_edge_and_more_than_half_of_them_outside()
    {
        var judge = new DomainJudge([.. Variables, new("silicate", Low: 0, High: 100)], null, TimeSpan.Zero, hasIndex: true);
        const float No = float.NaN;
        Assert.Equal((ApplicabilityVerdict.Inside, null), judge.Judge([15, 35, 200, 10], 0.9, Timestamp.Missing));
        Assert.Equal((ApplicabilityVerdict.Edge, "1 of 4 features missing"), judge.Judge([15, 35, 200, No], 0.9, Timestamp.Missing));
        Assert.Equal((ApplicabilityVerdict.Edge, "2 of 4 features missing"), judge.Judge([No, 35, 200, No], 0.9, Timestamp.Missing));
        Assert.Equal((ApplicabilityVerdict.Outside, "3 of 4 features missing"), judge.Judge([No, 35, No, No], 0.9, Timestamp.Missing));
        Assert.Equal((ApplicabilityVerdict.Outside, "temperature above training range; 3 of 4 features missing"), judge.Judge([26, No, No, No], 0.9, Timestamp.Missing));
        Assert.Equal((ApplicabilityVerdict.Edge, DomainReasons.FeaturesMissing), judge.Weigh([No, 35, 200, 10], 0.9, Timestamp.Missing));
        Assert.Contains(("3 of 4 features missing", 2L), judge.Reasons);
        Assert.Contains(("1 of 4 features missing", 2L), judge.Reasons);
        Assert.Equal([1L, 3L, 2L], [judge.Verdicts[ApplicabilityVerdict.Inside], judge.Verdicts[ApplicabilityVerdict.Edge], judge.Verdicts[ApplicabilityVerdict.Outside]]);
    }

    [Fact]
    public void A_name_with_a_unit_in_brackets_is_not_hinted_as_a_rename_and_one_with_a_blank_is_quoted()
    {
        ModelVariable[] wanted = [new("pace_Rrs_412", "sr-1"), new("temperature", "degree_Celsius")];
        var error = Assert.Throws<OceanException>(() => FeatureNames.Find("table", ["pace_Rrs_412 [percent]", "Temperature "], wanted, new PredictionOptions()));
        Assert.Contains("say so with --rename 'Temperature =temperature'", error.Message, StringComparison.Ordinal);
        Assert.Contains("'pace_Rrs_412 [percent]': a unit in brackets is part of the name and not read; if it is the feature, name it 'pace_Rrs_412' in the table", error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("[percent]=", error.Message, StringComparison.Ordinal);
    }

    /// <summary>
    /// The failure of CANYON-B's CT after 2016: the target rises by 1 umol kg-1 a year, the features do not, and the model, trained to 2013, knows nothing of it.
    /// Its sigma and its index stay as they were; the time alone tells.
    /// </summary>
    [Fact]
    public void A_model_whose_target_drifts_with_time_is_caught_where_its_error_leaves_its_sigma()
    {
        var training = Graphs.Normal(2000, 3);
        var builder = new GraphBuilder("drifting");
        var x = builder.Input(ModelSignature.Input, 1);
        builder.Output(ModelSignature.Prediction, builder.Add(builder.Mul(x, builder.Constant(10)), builder.Constant(2100)), 1);
        builder.Output(ModelSignature.Sigma, builder.Add(builder.Mul(x, builder.Constant(0)), builder.Constant(3)), 1);
        builder.Output(ModelSignature.ApplicabilityIndex, Applicability.Fit(training, 1).AddTo(builder, x), 1);
        new ModelSignature([new ModelVariable("temperature", Low: training.Min(), High: training.Max())], [new ModelVariable("dic", "umol kg-1")]).AddTo(builder);
        builder.Metadata(TrainingPeriod.StartKey, "1994-01-01T00:00:00Z").Metadata(TrainingPeriod.EndKey, "2013-12-31T00:00:00Z");

        // Truth: 2100 + 10 t + 1 a year since the middle of the training.
        var (features, random) = (Graphs.Normal(900, 8), new Random(2));
        var times = Enumerable.Range(0, features.Length).Select(i => Timestamp.Parse("1994-06-01") + (long)(random.NextDouble() * 30 * 365.25 * Timestamp.PerDay)).ToArray();
        var middle = Timestamp.Parse("2004-01-01");
        var truth = features.Select((t, i) => 2100 + (10 * t) + ((times[i] - middle) / (365.25 * Timestamp.PerDay))).ToArray();
        var table = new Table([new TimeColumn("time", times), new NumberColumn("temperature", [.. features.Select(t => (double)t)])]);
        var predictor = new TablePredictor(table, new GraphRunner(builder.Build()), new PredictionOptions());
        var predicted = predictor.Predict(table);
        var (verdicts, reasons) = (predicted.Texts(PredictionLayout.Verdict), predicted.Texts(PredictionLayout.Reason));
        var end = Timestamp.Parse("2013-12-31");
        for (var row = 0; row < verdicts.Length; row++)
        {
            var late = times[row] > end + (366 * Timestamp.PerDay);
            if (late) Assert.True(verdicts[row] == "outside" && reasons[row]!.EndsWith("after training", StringComparison.Ordinal), $"{Timestamp.Format(times[row])}: {verdicts[row]}, {reasons[row]}");

            // Nearly all rows that are not late and whose features are usual are inside: the verdict is not bought with false alarms.
            if (times[row] <= end && Math.Abs(features[row]) < 1.5) Assert.Equal("inside", verdicts[row]);
        }

        double Error(Func<int, bool> of) => Math.Sqrt(Enumerable.Range(0, truth.Length).Where(of).Average(row => Math.Pow(predicted.Numbers("dic")[row] - truth[row], 2)));
        Assert.True(Error(row => verdicts[row] == "outside" && times[row] > end) > 3 * 3.5);
        Assert.True(Error(row => verdicts[row] == "inside") < 3 * 2.5);
        Assert.Contains(predictor.Reasons, reason => reason.Reason == "after the training period" && reason.Rows > 200);

        // Judged by the features alone, none of it shows.
        var blind = TablePrediction.Predict(table, new GraphRunner(builder.Build()), new PredictionOptions { TimeAllowance = null });
        Assert.Equal("inside", blind.Table.Texts(PredictionLayout.Verdict)[Array.IndexOf(times, times.Max())]);
    }

    [Fact]
    public void Features_may_be_missing_where_the_model_takes_them_missing()
    {
        var training = Graphs.Normal(400 * 2, 4);
        for (var i = 0; i < training.Length; i += 5) training[i] = float.NaN;
        var builder = new GraphBuilder("tree");
        var x = builder.Input(ModelSignature.Input, 2);

        // A tree of one split: 1 where a is missing or above 0, otherwise 2.
        var a = builder.Columns(x, 0, 1);
        var isRight = builder.Node("Where", [builder.Node("IsNaN", [a]), builder.Constant(1f), builder.Node("Clip", [builder.Mul(a, builder.Constant(1e9f)), builder.Constant(0f), builder.Constant(1f)])]);
        builder.Output(ModelSignature.Prediction, builder.Sub(builder.Constant(2), isRight), 1);
        builder.Output(ModelSignature.ApplicabilityIndex, Applicability.Fit(training, 2, takesMissing: true).AddTo(builder, x), 1);
        new ModelSignature([new ModelVariable("a"), new ModelVariable("b")], [new ModelVariable("y")]) { TakesMissing = true }.AddTo(builder);
        var table = new Table([new NumberColumn("a", [double.NaN, 0.5, -0.5, double.NaN]), new NumberColumn("b", [0.1, double.NaN, 0.3, double.NaN])]);
        var predicted = TablePrediction.Predict(table, new GraphRunner(builder.Build()), new PredictionOptions());
        Assert.Equal([1, 1, 2, double.NaN], predicted.Table.Numbers("y"));
        Assert.Equal(new Dictionary<string, int> { ["no value for any feature"] = 1 }, predicted.Rejected);
        Assert.All(predicted.Table.Numbers("applicability").Take(3), index => Assert.InRange(index, 0.05, 1));
        Assert.Equal(["edge", "edge", "inside", null], predicted.Table.Texts(PredictionLayout.Verdict));
        Assert.Equal(["1 of 2 features missing", "1 of 2 features missing", null, null], predicted.Table.Texts(PredictionLayout.Reason));
    }
}
