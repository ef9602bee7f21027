using OceanML.Core;
using OceanML.Formats.Observations;
using OceanML.Formats.Remote;
using Xunit;

namespace OceanML.Formats.Tests.Remote;

public sealed class ErddapTogetherTests
{
    [Fact]
    public void Parts_of_one_request_are_accounted_for_together()
    {
        var table = new Table([new TimeColumn("time", [0]), new NumberColumn("latitude", [1]), new NumberColumn("longitude", [2])]);
        var part = new ObservationSet(table, 2, new Dictionary<string, int> { ["no_time"] = 1 }, 0, [])
        {
            RejectedValues = [new RejectedValues("nitrate", "below_detection_limit", 3)],
            ValuesOfRejectedRows = [new RejectedValues("nitrate", "no_time", 1)],
            NotRead = ["raw"],
        };
        var both = ErddapTable.Together([part, part with { ValuesOfRejectedRows = [new RejectedValues("oxygen", "no_time", 1)], NotRead = ["raw", "other"] }]);
        Assert.Equal([new RejectedValues("nitrate", "below_detection_limit", 6)], both.RejectedValues);
        Assert.Equal([new RejectedValues("nitrate", "no_time", 1), new RejectedValues("oxygen", "no_time", 1)], both.ValuesOfRejectedRows);
        Assert.Equal(["raw", "other"], both.NotRead);
        Assert.Equal((4, 2), (both.RowsRead, both.Rejected["no_time"]));
    }
}
