using OceanML.Core;

namespace OceanML.Learning.Tests;

public sealed class GroupSplitTests
{
    private static readonly int[] Groups = [.. Enumerable.Range(0, 40).SelectMany(group => Enumerable.Repeat(group, 1 + group * group % 23))];

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void No_group_is_in_two_folds_and_folds_are_of_similar_size(int seed)
    {
        var fold = GroupSplit.ByGroup(Groups, 5, seed);
        Assert.All(Groups.Zip(fold).GroupBy(pair => pair.First), group => Assert.Single(group.Select(pair => pair.Second).Distinct()));
        var sizes = fold.CountBy(k => k).Select(pair => pair.Value).ToArray();
        Assert.Equal(5, sizes.Length);
        Assert.True(sizes.Max() - sizes.Min() <= 3, string.Join(' ', sizes));
    }

    [Fact]
    public void The_seed_alone_decides()
    {
        Assert.Equal(GroupSplit.ByGroup(Groups, 5, 1), GroupSplit.ByGroup(Groups, 5, 1));
        Assert.NotEqual(GroupSplit.ByGroup(Groups, 5, 1), GroupSplit.ByGroup(Groups, 5, 2));
        Assert.Equal(GroupSplit.Random(100, 4, 1), GroupSplit.Random(100, 4, 1));
        Assert.All(GroupSplit.Random(100, 4, 1).CountBy(k => k), pair => Assert.Equal(25, pair.Value));
    }

    [Fact]
    public void Fewer_groups_than_folds_are_refused_with_what_would_do()
    {
        var exception = Assert.Throws<OceanException>(() => GroupSplit.ByGroup([1, 1, 2, 2, 3], 5, 1));
        Assert.Equal(ExitCode.BadInput, exception.Code);
        Assert.Contains("3 groups cannot be split into 5 folds; give --folds 3", exception.Message, StringComparison.Ordinal);
    }
}
