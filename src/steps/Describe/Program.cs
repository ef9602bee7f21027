return new OceanML.Steps.DescribeStep().Run(args);
