namespace OceanML.Galaxy.Tests;

/// <summary>Every test of every wrapper, rendered and really run. Set OCEANML_KEEP_JOBS=1 to keep the job folders.</summary>
public class WrapperRunTests
{
    public static TheoryData<string, int> Cases
    {
        get
        {
            var cases = new TheoryData<string, int>();
            foreach (var row in Wrapper.All)
            {
                for (var number = 1; number <= Wrapper.Load(row.Data).Tests.Count; number++) cases.Add(row.Data, number);
            }

            return cases;
        }
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void A_test_of_a_wrapper_passes_when_really_run(string tool, int test)
    {
        var wrapper = Wrapper.Load(tool);
        if (Executables.Find(wrapper.Step) is null) Assert.Fail($"oceanml-{wrapper.Step} is not built");
        var problems = TestCase.Run(wrapper, wrapper.Tests[test - 1]);
        Assert.True(problems.Count == 0, string.Join("\n", problems));
    }
}
